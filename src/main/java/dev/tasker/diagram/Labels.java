package dev.tasker.diagram;

/** How much room texts take, roughly: the fonts of the reader are not known. */
final class Labels {

  private static final int LONGEST = 36;
  private static final double LETTER = 8;
  private static final double PADDING = 24;
  private static final double NARROWEST = 120;

  private Labels() {}

  /** The name as it is shown: not all of a very long one. */
  static String shown(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** The width of a step's box. */
  static double width(Diagram.Node node) {
    double name = columns(shown(node.name())) * LETTER;
    double caption = columns(node.caption()) * LETTER * 0.85;
    return Math.max(NARROWEST, Math.max(name, caption) + PADDING);
  }

  private static long columns(String text) {
    return text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
  }
}
