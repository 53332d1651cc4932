package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.ThrowAwayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationStartupDbTest {

  @Test
  void schemaOfAnApplication_takesTaskersTablesBesideItsOwn() throws SQLException {
    var database = new PGSimpleDataSource();
    database.setURL(ThrowAwayPostgres.urlOf("with_an_application"));
    database.setUser(ThrowAwayPostgres.USER);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table account (account text primary key)");
      statement.execute("create table flyway_schema_history (of_the text)");
      MigrationStartup.migrate(database);
      MigrationStartup.migrate(database);
      try (var row = statement.executeQuery("select count(*) from task, account")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isZero();
      }
    }
  }
}
