package dev.tasker.it.ledger;

import dev.tasker.api.handler.StepContext;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes into the handlers' own table, by JDBC or by JPA, through the server's data source. */
@ApplicationScoped
public class Ledger {

  private static final String POST =
      "insert into ledger (id, task, step, attempt, note) values (?, ?, ?, ?, ?)";

  @Resource private DataSource database;

  @PersistenceContext(unitName = "ledger")
  private EntityManager entities;

  void post(StepContext step, String note) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(POST)) {
      statement.setString(1, UUID.randomUUID().toString());
      statement.setString(2, step.taskId().toString());
      statement.setString(3, step.stepName());
      statement.setInt(4, step.attempt());
      statement.setString(5, note);
      statement.executeUpdate();
    }
  }

  void persist(StepContext step, String note) {
    entities.persist(
        new LedgerEntry(
            UUID.randomUUID().toString(),
            step.taskId().toString(),
            step.stepName(),
            step.attempt(),
            note));
  }

  /** Lets a statement fail, and goes on as if nothing had happened. */
  boolean breakTransaction() {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      return statement.execute("select 1 / 0");
    } catch (SQLException e) {
      return false;
    }
  }
}
