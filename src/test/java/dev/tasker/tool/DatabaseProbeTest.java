package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseProbeTest {

  private static final DatabaseAddress ADDRESS =
      new DatabaseAddress("jdbc:postgresql://db:5432/work", "ann", "secret");

  @ParameterizedTest
  @CsvSource({
    "28P01, DATABASE_REFUSED, TASKER_DATABASE_PASSWORD",
    "28000, DATABASE_REFUSED, TASKER_DATABASE_PASSWORD",
    "08004, DATABASE_REFUSED, TASKER_DATABASE_PASSWORD",
    "3D000, DATABASE_REFUSED, createdb --owner ann",
    "53300, DATABASE_REFUSED, max_connections",
    "08001, DATABASE_UNREACHABLE, Check that the server runs",
    ", DATABASE_UNREACHABLE, Check that the server runs"
  })
  void refusal_tellsWhatToDo_andNeverThePassword(String state, ExitCode exitCode, String advice) {
    LaunchException refusal =
        DatabaseProbe.refusal(ADDRESS, new SQLException("what the server said", state));

    assertThat(refusal.exitCode()).isEqualTo(exitCode);
    assertThat(refusal)
        .hasMessageContaining("jdbc:postgresql://db:5432/work")
        .hasMessageContaining("what the server said")
        .hasMessageContaining(advice)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void portWhereNothingListens_isUnreachable() {
    int port = Ports.anyFree("127.0.0.1");
    DatabaseAddress address =
        new DatabaseAddress("jdbc:postgresql://127.0.0.1:%d/work".formatted(port), "a", "b");

    assertThatThrownBy(() -> DatabaseProbe.check(address))
        .isInstanceOfSatisfying(
            LaunchException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATABASE_UNREACHABLE));
  }
}
