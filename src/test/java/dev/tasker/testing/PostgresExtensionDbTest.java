package dev.tasker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresExtensionDbTest {

  private final DataSource database;

  PostgresExtensionDbTest(DataSource database) {
    this.database = database;
  }

  @RepeatedTest(2)
  void rowsOfOneTest_areGoneInTheNext() throws SQLException {
    assertThat(query("SELECT count(*) FROM task_namespace")).isEqualTo("0");
    assertThat(query("INSERT INTO task_namespace (name) VALUES ('shop') RETURNING name"))
        .isEqualTo("shop");
  }

  @Test
  void session_livesInAnOddZone() throws SQLException {
    String offset = query("SELECT EXTRACT(timezone FROM now())::int");
    assertThat(Duration.ofSeconds(Long.parseLong(offset)))
        .isEqualTo(Duration.ofHours(5).plusMinutes(45));
  }

  private String query(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
