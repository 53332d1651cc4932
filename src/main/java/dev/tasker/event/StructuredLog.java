package dev.tasker.event;

import dev.tasker.database.Json;
import dev.tasker.database.TaskerVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Log lines with fields, on the platform's logging: one JSON object a line if {@code
 * tasker.log.format} is {@code json}, a sentence for people otherwise. Secrets are masked in both.
 * Thread-safe.
 */
@ApplicationScoped
public class StructuredLog {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private boolean json;
  private String environment = "";
  private String version = "";
  private Masking masking = Masking.of("");
  private Clock clock = Clock.systemUTC();

  /** For the container. */
  StructuredLog() {}

  @Inject
  StructuredLog(LogConfig config, Clock clock) {
    this.json = config.isJson();
    this.environment = config.environment();
    this.masking = Masking.of(config.masked());
    this.clock = clock;
    this.version = TaskerVersion.get();
  }

  /**
   * Logs a line, if the logger takes it; the fields are not even made otherwise.
   *
   * @param component which part of the engine speaks
   * @param message what has happened, the same for each line of a kind
   * @param fields what it has happened to
   */
  public void log(
      Logger logger,
      Level level,
      String component,
      String message,
      Supplier<Map<String, @Nullable Object>> fields) {
    if (!logger.isLoggable(level)) {
      return;
    }
    Map<String, @Nullable Object> masked = masking.mask(fields.get());
    // As a supplier: a text may hold braces, which a format would stumble over.
    String line = json ? json(component, message, masked) : sentence(message, masked);
    logger.log(level, () -> line);
  }

  private String json(String component, String message, Map<String, @Nullable Object> fields) {
    var line = new LinkedHashMap<String, @Nullable Object>();
    line.put("timestamp", MILLISECONDS.format(clock.instant()));
    line.put("correlation_id", fields.get("correlation_id"));
    line.put("component", component);
    line.put("message", message);
    line.put("environment", environment);
    line.put("tasker_version", version);
    line.put("process_id", ProcessHandle.current().pid());
    line.put("thread_id", Thread.currentThread().getName());
    line.putAll(fields);
    return Json.text(line);
  }

  private static String sentence(String message, Map<String, @Nullable Object> fields) {
    var text = new StringBuilder(message).append(':');
    fields.forEach(
        (name, value) -> {
          boolean empty = value == null || value instanceof Map<?, ?> map && map.isEmpty();
          if (!empty) {
            text.append(' ').append(name).append('=').append(value);
          }
        });
    return text.toString();
  }
}
