package api_task;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the header Retry-After, which holds seconds or an HTTP date. */
final class RetryAfter {

  private RetryAfter() {}

  /** How long to wait from now on; empty if the header makes no sense, never negative. */
  static Optional<Duration> parse(String header, Instant now) {
    var text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    } catch (DateTimeParseException noDate) {
      return Optional.empty();
    }
  }
}
