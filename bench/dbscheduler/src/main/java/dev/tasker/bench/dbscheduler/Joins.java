package dev.tasker.bench.dbscheduler;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A row for each join, with how many parents it still waits for: a job queue knows no joins. */
final class Joins {

  static final String TABLE =
      "create table bench_join (workflow text primary key, missing integer not null)";

  private static final String OPEN = "insert into bench_join (workflow, missing) values (?, ?)";
  private static final String ARRIVE =
      "update bench_join set missing = missing - 1 where workflow = ? returning missing";
  private static final String CLOSE = "delete from bench_join where workflow = ?";

  private final HikariDataSource database;

  Joins(HikariDataSource database) {
    this.database = database;
  }

  void open(String workflow, int parents) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(OPEN)) {
      insert.setString(1, workflow);
      insert.setInt(2, parents);
      insert.executeUpdate();
    }
  }

  /** A parent is done; true if it was the last one. */
  boolean arrive(String workflow) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(ARRIVE)) {
      update.setString(1, workflow);
      try (var rows = update.executeQuery()) {
        rows.next();
        return rows.getInt(1) == 0;
      }
    }
  }

  void close(String workflow) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement delete = connection.prepareStatement(CLOSE)) {
      delete.setString(1, workflow);
      delete.executeUpdate();
    }
  }
}
