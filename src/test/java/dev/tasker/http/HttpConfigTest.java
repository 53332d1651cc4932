package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.testing.ShippedConfig;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpConfigTest {

  @Test
  void shippedDefaults_areThese() {
    assertThat(HttpConfig.from(new ShippedConfig()))
        .isEqualTo(
            new HttpSettings(Duration.ofSeconds(30), Duration.ofSeconds(10), 1_048_576, "Tasker"));
  }

  @Test
  void everyKey_hasItsPlace() {
    var config =
        new ShippedConfig()
            .with("tasker.http.timeout", "PT1S")
            .with("tasker.http.connect-timeout", "PT2S")
            .with("tasker.http.max-response-size", "3")
            .with("tasker.http.user-agent", "mine");

    assertThat(HttpConfig.from(config))
        .isEqualTo(new HttpSettings(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, "mine"));
    assertThat(config.getPropertyNames())
        .filteredOn(key -> key.startsWith("tasker.http."))
        .isNotEmpty()
        .filteredOn(key -> !Set.of("tasker.http.allow", "tasker.http.deny").contains(key))
        .hasSize(HttpSettings.class.getRecordComponents().length);
  }

  @Test
  void limitOfNothing_isRefusedByItsName() {
    var config = new ShippedConfig().with("tasker.http.max-response-size", "0");

    assertThatThrownBy(() -> HttpConfig.from(config))
        .hasMessage("tasker.http.max-response-size must be above zero.");
  }
}
