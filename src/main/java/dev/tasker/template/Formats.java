package dev.tasker.template;

import dev.harrel.jsonschema.Evaluator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats of JSON Schema that its library would need a further library for. */
final class Formats {

  private static final Pattern OCTET = Pattern.compile("25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern LABEL =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?");
  private static final int GROUPS = 8;

  private static final Map<String, Predicate<String>> KNOWN =
      Map.of(
          "email", Formats::isEmail,
          "idn-email", Formats::isEmail,
          "ipv4", Formats::isIpv4,
          "ipv6", Formats::isIpv6);

  private Formats() {}

  /** What checks the format of that name; empty if it is not one of these. */
  static Optional<Evaluator> named(String name) {
    Predicate<String> format = KNOWN.get(name);
    if (format == null) {
      return Optional.empty();
    }
    return Optional.of(
        (context, value) ->
            !value.isString() || format.test(value.asString())
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("is not of the format " + name));
  }

  private static boolean isEmail(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at > 64 || text.length() > 254) {
      return false;
    }
    boolean localFits =
        text.chars().limit(at).noneMatch(c -> c == '@' || c <= ' ' || Character.isWhitespace(c));
    return localFits && allMatch(LABEL, text.substring(at + 1).split("\\.", -1));
  }

  private static boolean isIpv4(String text) {
    String[] octets = text.split("\\.", -1);
    return octets.length == 4 && allMatch(OCTET, octets);
  }

  private static boolean isIpv6(String text) {
    if (text.length() > 45) {
      return false;
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == GROUPS;
    }
    int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
    String rest = text.substring(gap + 2);
    int after = rest.isEmpty() ? 0 : groups(rest, true);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** How many groups of 16 bits a text holds; -1 if it holds something else. */
  private static int groups(String text, boolean mayEndInIpv4) {
    String[] groups = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < groups.length; i++) {
      if (GROUP.matcher(groups[i]).matches()) {
        count++;
      } else if (mayEndInIpv4 && i == groups.length - 1 && isIpv4(groups[i])) {
        count += 2;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean allMatch(Pattern pattern, String[] parts) {
    for (String part : parts) {
      if (!pattern.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }
}
