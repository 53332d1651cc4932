package dev.tasker.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an HTTP status means for the step.
 *
 * @param success the ranges that count as success, whatever else is said of a status in them
 */
record StatusPolicy(List<Range> success) {

  private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);

  static final StatusPolicy DEFAULT = new StatusPolicy(List.of(new Range(200, 299)));

  StatusPolicy {
    success = List.copyOf(success);
  }

  private static final Pattern FORM =
      Pattern.compile("([1-5][0-9]{2})(?:\\s*-\\s*([1-5][0-9]{2}))?|([1-5])[xX]{2}");

  /** What a status leads to. */
  enum Verdict {
    SUCCESS,
    RETRYABLE,
    PERMANENT
  }

  /**
   * Statuses between two, both included.
   *
   * @param first at least 100
   * @param last at most 599, not below the first
   */
  record Range(int first, int last) {
    Range {
      if (first < 100 || last > 599 || first > last) {
        throw new IllegalArgumentException("not a range of HTTP statuses");
      }
    }

    /** The range that {@code 200}, {@code 200-204} or {@code 2xx} stands for. */
    static Optional<Range> parse(String text) {
      Matcher form = FORM.matcher(text.strip());
      if (!form.matches()) {
        return Optional.empty();
      }
      if (form.group(3) != null) {
        int hundreds = Integer.parseInt(form.group(3)) * 100;
        return Optional.of(new Range(hundreds, hundreds + 99));
      }
      int first = Integer.parseInt(form.group(1));
      int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
      return first <= last ? Optional.of(new Range(first, last)) : Optional.empty();
    }

    boolean contains(int status) {
      return first <= status && status <= last;
    }
  }

  Verdict of(int status) {
    if (success.stream().anyMatch(range -> range.contains(status))) {
      return Verdict.SUCCESS;
    }
    return TRANSIENT.contains(status) ? Verdict.RETRYABLE : Verdict.PERMANENT;
  }
}
