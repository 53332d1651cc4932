package dev.tasker.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text taken apart into what it says itself and its placeholders, in one pass. */
final class PlaceholderText {

  /** A stretch of a text. */
  sealed interface Part {}

  /** Text that stands for itself. */
  record Literal(String text) implements Part {}

  /** <code>${NAME}</code> or <code>${NAME:otherwise}</code>. */
  record Placeholder(String name, Optional<String> otherwise) implements Part {}

  /** A <code>${</code> that begins no placeholder. */
  record Malformed() implements Part {}

  private final String text;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  private PlaceholderText(String text) {
    this.text = text;
  }

  static List<Part> parse(String text) {
    if (!text.contains("${")) {
      return List.of(new Literal(text));
    }
    var parser = new PlaceholderText(text);
    while (parser.at < text.length()) {
      parser.step();
    }
    parser.endLiteral();
    return parser.parts;
  }

  private void step() {
    if (text.startsWith("$${", at)) {
      literal.append("${");
      at += 3;
    } else if (text.startsWith("${", at)) {
      endLiteral();
      parts.add(placeholder());
    } else {
      literal.append(text.charAt(at++));
    }
  }

  private Part placeholder() {
    int nameAt = at + 2;
    int nameEnd = nameAt;
    while (nameEnd < text.length() && isNamePart(text.charAt(nameEnd), nameEnd == nameAt)) {
      nameEnd++;
    }
    String name = text.substring(nameAt, nameEnd);
    if (!name.isEmpty() && text.startsWith("}", nameEnd)) {
      at = nameEnd + 1;
      return new Placeholder(name, Optional.empty());
    }
    boolean hasDefault = !name.isEmpty() && text.startsWith(":", nameEnd);
    if (!hasDefault) {
      at = nameAt;
      return new Malformed();
    }
    int end = text.indexOf('}', nameEnd);
    if (end < 0) {
      at = text.length(); // no later one is closed either
      return new Malformed();
    }
    at = end + 1;
    return new Placeholder(name, Optional.of(text.substring(nameEnd + 1, end)));
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static boolean isNamePart(char c, boolean first) {
    boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
    return letter || !first && (c >= '0' && c <= '9' || c == '.' || c == '-');
  }
}
