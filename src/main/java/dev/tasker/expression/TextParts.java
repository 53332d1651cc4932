package dev.tasker.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A text cut into what stands for itself and what is to be evaluated.
 *
 * @param parts in order
 */
record TextParts(List<Part> parts) {

  static final String OPENING = "#{";
  private static final String ESCAPED = "\\#{";

  TextParts {
    parts = List.copyOf(parts);
  }

  /** A piece of a text. */
  sealed interface Part {}

  /** Stands for itself. */
  record Literal(String text) implements Part {}

  /** What lies between the braces of <code>#{…}</code>. */
  record Source(String text) implements Part {}

  /**
   * Cuts a text. A backslash before the opening makes it literal.
   *
   * @throws BadExpressionException if an expression is not closed
   */
  static TextParts of(String text) {
    var parts = new ArrayList<Part>();
    var literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(ESCAPED, at)) {
        literal.append(OPENING);
        at += ESCAPED.length();
      } else if (text.startsWith(OPENING, at)) {
        if (literal.length() > 0) {
          parts.add(new Literal(literal.toString()));
          literal.setLength(0);
        }
        int start = at + OPENING.length();
        int end = closing(text, start);
        parts.add(new Source(text.substring(start, end)));
        at = end + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    if (literal.length() > 0) {
      parts.add(new Literal(literal.toString()));
    }
    return new TextParts(parts);
  }

  /** The index of the brace that closes an expression; braces nest, quoted ones do not count. */
  private static int closing(String text, int start) {
    int open = 1;
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        at = endOfQuoted(text, at);
      } else if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return at;
      }
    }
    throw new BadExpressionException(
        "an expression that begins with #{ is not closed: add }, or write \\#{ for the characters"
            + " themselves");
  }

  /** The index of the quote that closes the one at the given index, or the end of the text. */
  static int endOfQuoted(String text, int opening) {
    char quote = text.charAt(opening);
    int at = opening + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, text.length());
  }
}
