package dev.tasker.it.scenario;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Takes the connections of the pool, all of them, and gives none back before it is refused one. */
@HandlerName("hoard")
@ApplicationScoped
public class HoardingHandler implements StepHandler {

  private static final int MORE_THAN_THERE_ARE = 1_000;

  @Resource private DataSource database;

  @Override
  public StepResult handle(StepContext step) throws SQLException {
    List<Connection> hoard = new ArrayList<>();
    Instant last = Instant.now();
    try {
      while (hoard.size() < MORE_THAN_THERE_ARE) {
        hoard.add(database.getConnection());
        last = Instant.now();
      }
      throw new IllegalStateException("The pool has no bottom.");
    } catch (SQLException refused) {
      return StepResult.of("connections", hoard.size()).and("empty_since", last.toString());
    } finally {
      for (Connection connection : hoard) {
        connection.close();
      }
    }
  }
}
