package dev.tasker.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as templates write them. */
public final class DurationText {

  /** What a message says of the forms. */
  public static final String FORMS = "500ms, 30s, 2m, 1h, 1d, 1.5s, PT30S, or a number of seconds";

  /** No duration is longer; beyond it sums with a time could overflow. */
  public static final Duration LONGEST = Duration.ofDays(365);

  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private DurationText() {}

  /** The duration that a value stands for; empty if it stands for none. May be too long. */
  public static Optional<Duration> parse(Object value) {
    if (value instanceof Number number) {
      return of(new BigDecimal(number.toString()), "s");
    }
    if (!(value instanceof String text) || text.length() > 40) {
      return Optional.empty();
    }
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (matcher.matches()) {
      return of(new BigDecimal(matcher.group(1)), matcher.group(2));
    }
    try {
      return text.startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> of(BigDecimal amount, String unit) {
    BigDecimal nanos = amount.multiply(BigDecimal.valueOf(NANOS.getOrDefault(unit, 1L)));
    boolean countable = nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    return countable
        ? Optional.of(Duration.ofNanos(nanos.longValue()))
        : Optional.of(LONGEST.plusDays(1));
  }
}
