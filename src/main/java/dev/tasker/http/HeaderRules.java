package dev.tasker.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a configuration may set. */
final class HeaderRules {

  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  static final String CORRELATION_ID = "X-Correlation-ID";
  static final String TRACE_PARENT = "traceparent";

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Set<String> OURS =
      Set.of(
          IDEMPOTENCY_KEY.toLowerCase(Locale.ROOT),
          CORRELATION_ID.toLowerCase(Locale.ROOT),
          TRACE_PARENT);
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HeaderRules() {}

  /** Why a header cannot be set; empty if it can. */
  static Optional<String> refusalOfName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches()) {
      return Optional.of("is not the name of a header");
    }
    if (OURS.contains(lower)) {
      return Optional.of("is set by Tasker, the same for every attempt: leave it out");
    }
    if (OF_THE_CONNECTION.contains(lower)) {
      return Optional.of("is set by the connection: leave it out");
    }
    return Optional.empty();
  }

  /** Whether a text can be a header's value: visible Latin-1 characters, spaces and tabs. */
  static boolean isValue(String text) {
    return text.chars().allMatch(c -> c == '\t' || c >= ' ' && c <= 0xFF && c != 0x7F);
  }
}
