package dev.tasker.diagram;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a diagram in the language of Mermaid. */
public final class MermaidText {

  private MermaidText() {}

  /** The text, line by line. */
  public static String of(Diagram diagram) {
    var text = new StringBuilder("flowchart LR\n");
    Map<String, Look> classes = new LinkedHashMap<>();
    text.append("  %% ").append(plain(diagram.title() + ": " + diagram.status())).append('\n');
    for (int step = 0; step < diagram.nodes().size(); step++) {
      Diagram.Node node = diagram.nodes().get(step);
      String kind = node.look().word().replaceAll("\\W+", "_");
      classes.put(kind, node.look());
      text.append(
          "  s%d[\"%s<br/>%s\"]:::%s%n"
              .formatted(step, escaped(node.name()), escaped(node.caption()), kind)
              .replace("\r", ""));
    }
    parents(diagram)
        .forEach(
            (child, parents) ->
                text.append("  ").append(parents).append(" --> s").append(child).append('\n'));
    classes.forEach(
        (kind, look) ->
            text.append("  classDef ")
                .append(kind)
                .append(" fill:")
                .append(look.fill())
                .append(",stroke:")
                .append(look.stroke())
                .append(",color:")
                .append(Look.INK)
                .append('\n'));
    return text.toString();
  }

  /** The parents of each step that has any, in one line. */
  private static Map<Integer, String> parents(Diagram diagram) {
    Map<Integer, String> parents = new LinkedHashMap<>();
    diagram
        .edges()
        .forEach(
            edge -> parents.merge(edge.to(), "s" + edge.from(), (one, two) -> one + " & " + two));
    return parents;
  }

  /**
   * A text inside quotes. Whatever could mean something to Mermaid, or to the HTML that it makes,
   * becomes the entity of its number.
   */
  static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                escaped.appendCodePoint(c);
              } else if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                escaped.append(' ');
              } else if (Character.getType(c) == Character.SURROGATE) {
                escaped.append('\uFFFD');
              } else {
                escaped.append('#').append(c).append(';');
              }
            });
    return escaped.toString();
  }

  /** A text for a comment, where nothing can be escaped. */
  private static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .forEach(c -> plain.appendCodePoint(isHarmless(c) || "/@:".indexOf(c) >= 0 ? c : '?'));
    return plain.toString();
  }

  private static boolean isHarmless(int c) {
    return Character.isLetterOrDigit(c)
        || c == ' '
        || c == '_'
        || c == '-'
        || c == '.'
        || c == ','
        || c == '·';
  }
}
