package dev.tasker.template;

import java.util.regex.Pattern;

/**
 * A text that a regular expression may look at for so long. Some expressions need exponential time
 * for some texts; the expression is the template author's, but the text is anybody's.
 */
final class BoundedMatch implements CharSequence {

  /** Some tens of milliseconds. */
  private static final int MAX_LOOKS = 5_000_000;

  private final String text;
  private int looksLeft = MAX_LOOKS;

  private BoundedMatch(String text) {
    this.text = text;
  }

  /** How a search ended. */
  enum Outcome {
    FOUND,
    NOT_FOUND,
    GIVEN_UP
  }

  static Outcome find(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedMatch(text)).find() ? Outcome.FOUND : Outcome.NOT_FOUND;
    } catch (GivenUpException | StackOverflowError e) {
      // The matcher recurses for each repetition of a group.
      return Outcome.GIVEN_UP;
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--looksLeft < 0) {
      throw new GivenUpException();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUpException() {
      super(null, null, false, false);
    }
  }
}
