package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.testing.ThrowAwayPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes of several versions on one database, each in the test's own copy of it. */
class NewestVersionDbTest {

  private static final String OUR_FUNCTION =
      "select prosrc like '%seen_at%' from pg_proc where proname = 'beat'";

  private final DataSource database = source();

  private static DataSource source() {
    var source = new PGSimpleDataSource();
    source.setUrl(ThrowAwayPostgres.urlOf("versions"));
    source.setUser(ThrowAwayPostgres.USER);
    source.setPassword(ThrowAwayPostgres.PASSWORD);
    return source;
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("drop schema public cascade; create schema public");
  }

  @Test
  void emptyDatabase_isBroughtToTheNewest_andKnowsTheVersion() throws SQLException {
    MigrationStartup.migrate(database, "1.2.0");

    assertThat(one(OUR_FUNCTION)).isEqualTo("t");
    assertThat(one("select version from newest_version")).isEqualTo("1.2.0");
  }

  @Test
  void olderNode_leavesANewerDatabaseAlone() throws SQLException {
    MigrationStartup.migrate(database, "1.10.0");
    execute(
        """
        alter table engine_node add column of_the_future integer;
        create or replace function uuid7_floor(at timestamptz) returns uuid language sql as 'select null::uuid';
        drop function beat; create function beat() returns integer language sql as 'select 2';
        insert into %s
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        values (1000, '999', 'future', 'SQL', 'V999__future.sql', 'test', 1, true)\
        """
            .formatted(history()));

    MigrationStartup.migrate(database, "1.9.0");

    assertThat(one("select beat()")).isEqualTo("2");
    assertThat(one("select version from newest_version")).isEqualTo("1.10.0");
  }

  @Test
  void newerNode_bringsAnOlderDatabaseToItsOwnFunctions() throws SQLException {
    MigrationStartup.migrate(database, "1.9.0");
    execute(
        "drop function beat; create function beat() returns integer language sql as 'select 2';"
            + " update %s set checksum = 1 where script like '%%R__beat.sql'".formatted(history()));

    MigrationStartup.migrate(database, "1.10.0");

    assertThat(one("select count(*) from pg_proc where proname = 'beat' and pronargs = 8"))
        .isEqualTo("1");
    assertThat(one("select version from newest_version")).isEqualTo("1.10.0");
  }

  @Test
  void nodesThatStartAtTheSameTime_waitForEachOther() throws SQLException {
    List<CompletableFuture<Void>> nodes =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> MigrationStartup.migrate(database, "1." + i + ".0")))
            .toList();

    CompletableFuture.allOf(nodes.toArray(CompletableFuture[]::new)).join();

    assertThat(one("select version from newest_version")).isEqualTo("1.3.0");
  }

  @Test
  void failedMigration_releasesTheLock() throws SQLException {
    execute("create table engine_node (in_the_way integer)");
    assertThatThrownBy(() -> MigrationStartup.migrate(database, "1.0.0"))
        .isInstanceOf(FlywayException.class);

    assertThat(one("select count(*) from pg_locks where locktype = 'advisory'")).isEqualTo("0");
  }

  private String history() throws SQLException {
    return one("select relname from pg_class where relname like '%schema_history'");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
