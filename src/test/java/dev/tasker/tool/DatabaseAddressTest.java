package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("TASKER_DATABASE_USER", "env-user", "TASKER_DATABASE_PASSWORD", "env-secret");

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5433/work?user=a&password=b, jdbc:postgresql://db:5433/work, a, b",
    "jdbc:postgresql://db/work?user=a&ssl=true&password=p%26q, jdbc:postgresql://db/work?ssl=true, a, p&q",
    "postgresql://a:b@db:5432/work, jdbc:postgresql://db:5432/work, a, b",
    "postgres://a:p%40ss+word@db/work?sslmode=require, jdbc:postgresql://db/work?sslmode=require, a, p@ss+word",
    "jdbc:postgresql://db/work, jdbc:postgresql://db/work, env-user, env-secret",
    "postgresql://a@db/work, jdbc:postgresql://db/work, a, env-secret",
    "'jdbc:postgresql://one:5432,two:5432/work', 'jdbc:postgresql://one:5432,two:5432/work', env-user, env-secret"
  })
  void address_isSplitIntoUrlUserAndPassword(
      String text, String url, String user, String password) {
    assertThat(DatabaseAddress.parse(text, ENVIRONMENT))
        .isEqualTo(new DatabaseAddress(url, user, password));
  }

  @Test
  void userNamedNowhere_isTasker() {
    DatabaseAddress address = DatabaseAddress.parse("jdbc:postgresql://db/work", Map.of());

    assertThat(address.user()).isEqualTo("tasker");
    assertThat(address.password()).isEmpty();
  }

  @Test
  void printedAddress_hidesThePassword() {
    assertThat(DatabaseAddress.parse("postgresql://a:secret@db/work", Map.of()).toString())
        .isEqualTo("jdbc:postgresql://db/work as a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "db:5432/work", "jdbc:mysql://db/work", "jdbc:postgresql://"})
  void otherAddress_isRefusedAsUsage_withTheFormThatIsMeant(String text) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text, Map.of()))
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE");
  }
}
