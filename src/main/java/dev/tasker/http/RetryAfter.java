package dev.tasker.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** How long a server asks to wait: {@code Retry-After} of RFC 9110, seconds or a date. */
final class RetryAfter {

  /** More than any engine waits; keeps sums with a time from overflowing. */
  static final Duration LONGEST = Duration.ofDays(365);

  private final Clock clock;

  RetryAfter(Clock clock) {
    this.clock = clock;
  }

  /**
   * The wait that a header's value stands for; empty if it is neither form. A date that has passed
   * is no wait.
   */
  Optional<Duration> wait(String value) {
    String text = value.strip();
    if (text.matches("[0-9]+")) {
      return Optional.of(
          text.length() > 9 ? LONGEST : shortened(Duration.ofSeconds(Long.parseLong(text))));
    }
    Instant now = clock.instant();
    return date(text, now)
        .map(date -> date.isBefore(now) ? Duration.ZERO : shortened(Duration.between(now, date)));
  }

  private static Duration shortened(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Optional<Instant> date(String text, Instant now) {
    return parsed(text, DateTimeFormatter.RFC_1123_DATE_TIME)
        .or(() -> parsed(text, rfc850(now)))
        .or(() -> parsed(text.replaceAll(" +", " "), ASCTIME));
  }

  private static Optional<Instant> parsed(String text, DateTimeFormatter format) {
    try {
      return Optional.of(ZonedDateTime.parse(text, format).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty(); // one of several forms
    }
  }

  /** {@code Sunday, 06-Nov-94 08:49:37 GMT}; its year is never more than 50 years ahead. */
  private static DateTimeFormatter rfc850(Instant now) {
    int firstYear = now.atZone(ZoneOffset.UTC).getYear() - 49;
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH)
        .withZone(ZoneOffset.UTC);
  }

  /** {@code Sun Nov 6 08:49:37 1994}, which is in GMT. */
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
}
