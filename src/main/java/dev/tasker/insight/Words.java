package dev.tasker.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How explanations write durations, times, names and quotations. */
final class Words {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
  private static final int MOST_NAMES = 5;
  private static final int LONGEST_QUOTE = 300;

  private Words() {}

  /** A time as all of the API writes it. */
  static String time(Instant at) {
    return MILLISECONDS.format(at);
  }

  /** A duration to the precision that people want. */
  static String duration(Duration duration) {
    Duration positive = duration.abs();
    if (positive.compareTo(Duration.ofSeconds(1)) < 0) {
      return positive.toMillis() + " ms";
    }
    if (positive.compareTo(Duration.ofMinutes(2)) < 0) {
      return positive.toSeconds() + " s";
    }
    if (positive.compareTo(Duration.ofHours(2)) < 0) {
      return positive.toMinutes() + " min";
    }
    return positive.compareTo(Duration.ofDays(2)) < 0
        ? positive.toHours() + " h"
        : positive.toDays() + " days";
  }

  /** Names in quotes, the first few of them. */
  static String names(List<String> names) {
    String told =
        names.stream().limit(MOST_NAMES).map(Words::quoted).collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES
        ? told
        : told + " and " + (names.size() - MOST_NAMES) + " more";
  }

  static String quoted(String name) {
    return "\"" + name + "\"";
  }

  /** What somebody said, at the end of a sentence; not all of a long speech. */
  static String quotation(String said) {
    String line = said.strip().replaceAll("\\s+", " ");
    String shown = line.length() <= LONGEST_QUOTE ? line : cut(line) + "…";
    return shown.isEmpty() || ".!?…".indexOf(shown.charAt(shown.length() - 1)) >= 0
        ? shown
        : shown + ".";
  }

  private static String cut(String line) {
    int end =
        Character.isHighSurrogate(line.charAt(LONGEST_QUOTE - 1))
            ? LONGEST_QUOTE - 1
            : LONGEST_QUOTE;
    return line.substring(0, end);
  }

  /** A count with its noun. */
  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
