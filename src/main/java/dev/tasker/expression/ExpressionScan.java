package dev.tasker.expression;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Looks over an expression before it is parsed: refuses what could do more than read, and finds the
 * variables that it reads.
 *
 * @param roots the names that it starts from, for instance {@code context}
 * @param calculates whether it takes texts as numbers
 */
record ExpressionScan(Set<String> roots, boolean calculates) {

  /** More than any sensible expression; keeps parsing and evaluation short. */
  static final int MAX_LENGTH = 1000;

  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "eq",
          "ne",
          "lt",
          "gt",
          "le",
          "ge",
          "div",
          "mod",
          "empty",
          "true",
          "false",
          "null",
          "instanceof");

  ExpressionScan {
    roots = Set.copyOf(roots);
  }

  /**
   * Looks over what lies between the braces.
   *
   * @throws BadExpressionException if it calls, assigns, defines a function, or is too long
   */
  static ExpressionScan of(String source) {
    if (source.isBlank()) {
      throw new BadExpressionException("it is empty");
    }
    if (source.length() > MAX_LENGTH) {
      throw new BadExpressionException("it is longer than " + MAX_LENGTH + " characters");
    }
    return new Scanner(source).scan();
  }

  /** What the last token was, as far as the next one depends on it. */
  private enum Last {
    OPERATOR,
    OPERAND,
    DOT
  }

  private static final class Scanner {
    private final String source;
    private final Set<String> roots = new LinkedHashSet<>();
    private boolean calculates;
    private Last last = Last.OPERATOR;
    private int at;

    Scanner(String source) {
      this.source = source;
    }

    ExpressionScan scan() {
      while (at < source.length()) {
        char c = source.charAt(at);
        if (Character.isWhitespace(c)) {
          at++;
        } else if (c == '\'' || c == '"') {
          quoted();
        } else if (Character.isDigit(c)) {
          number();
        } else if (Character.isJavaIdentifierStart(c)) {
          word();
        } else {
          sign(c);
        }
      }
      return new ExpressionScan(roots, calculates);
    }

    private void quoted() {
      int end = TextParts.endOfQuoted(source, at);
      if (end >= source.length()) {
        throw new BadExpressionException("a quote is not closed");
      }
      at = end + 1;
      last = Last.OPERAND;
    }

    private void number() {
      while (at < source.length() && isPartOfNumber()) {
        at++;
      }
      last = Last.OPERAND;
    }

    private boolean isPartOfNumber() {
      char c = source.charAt(at);
      char before = source.charAt(Math.max(0, at - 1));
      boolean signOfExponent = (c == '+' || c == '-') && (before == 'e' || before == 'E');
      return Character.isDigit(c) || c == '.' || c == 'e' || c == 'E' || signOfExponent;
    }

    private void word() {
      int start = at;
      while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
        at++;
      }
      String word = source.substring(start, at);
      if (last == Last.DOT) {
        last = Last.OPERAND;
      } else if (WORDS.contains(word)) {
        calculates |= word.equals("div") || word.equals("mod");
        boolean value = word.equals("true") || word.equals("false") || word.equals("null");
        last = value ? Last.OPERAND : Last.OPERATOR;
      } else {
        roots.add(word);
        last = Last.OPERAND;
      }
    }

    private void sign(char c) {
      switch (c) {
        case '(' -> {
          if (last == Last.OPERAND) {
            throw new BadExpressionException("it calls something, and expressions only read");
          }
          last = Last.OPERATOR;
        }
        case ')', ']', '}' -> last = Last.OPERAND;
        case '.' -> last = Last.DOT;
        case ';' -> throw new BadExpressionException("it holds a ;, and one value is meant");
        case '-' -> minus();
        case '=' -> equalsSign();
        default -> {
          calculates |= c == '*' || c == '/' || c == '%' || c == '+' && !follows('=');
          last = Last.OPERATOR;
        }
      }
      at++;
    }

    private void minus() {
      if (follows('>')) {
        throw new BadExpressionException(
            "it defines a function with ->, and expressions only read");
      }
      calculates = true;
      last = Last.OPERATOR;
    }

    private void equalsSign() {
      char before = at > 0 ? source.charAt(at - 1) : ' ';
      boolean secondOfTwo = before == '=' || before == '!' || before == '<' || before == '>';
      if (!secondOfTwo && before != '+' && !follows('=')) {
        throw new BadExpressionException(
            "it assigns with =, and expressions only read: compare with ==");
      }
      last = Last.OPERATOR;
    }

    private boolean follows(char c) {
      return at + 1 < source.length() && source.charAt(at + 1) == c;
    }
  }
}
