package dev.tasker.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.Json;
import dev.tasker.testing.ShippedConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StructuredLogTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  private final Lines lines = new Lines();

  @Test
  void json_isOneLineWithEveryField_andNoSecret() {
    log("json").log(lines, Level.INFO, "handlers", "Registry item registered", fields());
    String line = lines.written.get(0);
    assertThat(line).doesNotContain("\n", "hunter2");
    assertThat(Json.object(line))
        .containsEntry("timestamp", "2026-01-31T12:00:00.000Z")
        .containsEntry("component", "handlers")
        .containsEntry("message", "Registry item registered")
        .containsEntry("environment", "development")
        .containsEntry("entity_id", "a{0}/b")
        .containsEntry("options", Map.of("password", "***", "iban", "***", "replace", true))
        .containsKeys("correlation_id", "tasker_version", "process_id", "thread_id");
  }

  @Test
  void human_isASentence() {
    log("human").log(lines, Level.INFO, "handlers", "Registry item registered", fields());
    assertThat(lines.written.get(0))
        .startsWith("Registry item registered: ")
        .contains(" entity_id=a{0}/b", " options={")
        .doesNotContain("hunter2");
  }

  @Test
  void lineThatNobodyWants_isNotEvenMade() {
    lines.level = Level.ERROR;
    log("json")
        .log(
            lines,
            Level.INFO,
            "handlers",
            "Registry item registered",
            () -> {
              throw new AssertionError("asked for the fields");
            });
    assertThat(lines.written).isEmpty();
  }

  private static StructuredLog log(String format) {
    var config =
        new ShippedConfig().with("tasker.log.format", format).with("tasker.log.masked", "IBAN");
    return new StructuredLog(new LogConfig(config), CLOCK);
  }

  private static Supplier<Map<String, Object>> fields() {
    return () ->
        Map.of(
            "entity_id",
            "a{0}/b",
            "options",
            Map.of("password", "hunter2", "iban", "DE1", "replace", true));
  }

  /** A logger that keeps what it is given. */
  private static final class Lines implements Logger {
    private final List<String> written = new ArrayList<>();
    private Level level = Level.INFO;

    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level asked) {
      return asked.getSeverity() >= level.getSeverity();
    }

    @Override
    public void log(Level asked, ResourceBundle bundle, String message, Throwable thrown) {
      written.add(message);
    }

    @Override
    public void log(Level asked, ResourceBundle bundle, String format, Object... parameters) {
      written.add(format);
    }
  }
}
