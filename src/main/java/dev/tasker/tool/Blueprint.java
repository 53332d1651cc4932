package dev.tasker.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file to generate, with <code>&#64;NAMES&#64;</code> where something is to be filled in. */
final class Blueprint {

  private static final Pattern NAME = Pattern.compile("@([A-Z]+)@");

  private Blueprint() {}

  /**
   * Fills a blueprint in.
   *
   * @throws IllegalArgumentException if there is no such blueprint, or a value is missing
   */
  static String fill(String name, Map<String, String> values) {
    Matcher matcher = NAME.matcher(read(name));
    var text = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException(name + " wants a " + matcher.group(1) + ".");
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(text).toString();
  }

  private static String read(String name) {
    try (InputStream file = Blueprint.class.getResourceAsStream("generate/" + name + ".txt")) {
      if (file == null) {
        throw new IllegalArgumentException("There is no blueprint " + name + ".");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
