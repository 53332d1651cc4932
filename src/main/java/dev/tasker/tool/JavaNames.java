package dev.tasker.tool;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names that a user gives, as Java, YAML and files want them. */
final class JavaNames {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

  private JavaNames() {}

  /** {@code charge_card}, {@code charge-card} and {@code ChargeCard} to {@code ChargeCard}. */
  static String camelCase(String name) {
    var camel = new StringBuilder();
    for (String word : name.split("[._-]+", -1)) {
      if (!word.isEmpty()) {
        camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return camel.toString();
  }

  /** {@code ChargeCard} and {@code charge-card} to {@code charge_card}. */
  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
  }

  /** A name as a Java package wants it: {@code order-2} to {@code order_2}. */
  static String packageName(String name) {
    return snakeCase(name);
  }

  /** Refuses a name that cannot become a class. */
  static String require(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new LaunchException(
          ExitCode.USAGE,
          "\"%s\" cannot be %s: it begins with a letter, and goes on with letters, digits, _ or -."
              .formatted(name, what));
    }
    return name;
  }

  /** Refuses what is no name of a package. */
  static String requirePackage(String name) {
    if (!PACKAGE.matcher(name).matches()) {
      throw new LaunchException(
          ExitCode.USAGE,
          "\"%s\" is no Java package: write lower-case words with dots between, as com.example.orders."
              .formatted(name));
    }
    return name;
  }
}
