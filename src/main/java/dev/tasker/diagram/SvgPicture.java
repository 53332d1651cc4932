package dev.tasker.diagram;

import dev.tasker.diagram.Drawing.Box;
import dev.tasker.diagram.Drawing.Point;
import java.util.List;
import java.util.Locale;

/** Draws a diagram as SVG. It needs no script, no font and no other file. */
public final class SvgPicture {

  /** Up to here, and three times as many edges, the better layout takes well below a second. */
  private static final int MOST_LAID_OUT = 200;

  private SvgPicture() {}

  /** The whole SVG document. */
  public static String of(Diagram diagram) {
    boolean large =
        diagram.nodes().size() > MOST_LAID_OUT || diagram.edges().size() > 3 * MOST_LAID_OUT;
    Drawing drawing = (large ? new LevelLayout() : new LayeredLayout()).place(diagram);
    var svg = new StringBuilder(1024);
    svg.append(
        text(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$.0f" \
            viewBox="0 0 %1$.0f %2$.0f" role="img" font-family="system-ui, sans-serif">
            <title>%3$s: %4$s</title>
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" \
            markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#57606a"/></marker></defs>
            """,
            drawing.width(),
            drawing.height(),
            Xml.escaped(diagram.title()),
            Xml.escaped(diagram.status())));
    drawing.lines().forEach(line -> svg.append(line(line)));
    for (int step = 0; step < drawing.boxes().size(); step++) {
      svg.append(box(diagram.nodes().get(step), drawing.boxes().get(step)));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String line(List<Point> points) {
    var path = new StringBuilder();
    Point before = points.get(0);
    path.append(text("M%.1f %.1f", before.x(), before.y()));
    for (Point point : points.subList(1, points.size())) {
      double middle = (before.x() + point.x()) / 2;
      path.append(
          text(
              "C%1$.1f %2$.1f %1$.1f %4$.1f %3$.1f %4$.1f",
              middle, before.y(), point.x(), point.y()));
      before = point;
    }
    return text(
        "<path d=\"%s\" fill=\"none\" stroke=\"#57606a\" marker-end=\"url(#arrow)\"/>%n", path);
  }

  private static String box(Diagram.Node node, Box box) {
    double middle = box.x() + box.width() / 2;
    return text(
        """
        <g><title>%1$s: %2$s</title>\
        <rect x="%3$.1f" y="%4$.1f" width="%5$.1f" height="%6$.1f" rx="6" fill="%7$s" stroke="%8$s" stroke-width="1.5"/>\
        <text x="%9$.1f" y="%10$.1f" text-anchor="middle" font-size="14" fill="%11$s">%12$s</text>\
        <text x="%9$.1f" y="%13$.1f" text-anchor="middle" font-size="12" fill="%11$s">%2$s</text></g>
        """,
        Xml.escaped(node.name()),
        Xml.escaped(node.caption()),
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        node.look().fill(),
        node.look().stroke(),
        middle,
        box.y() + 20,
        Look.INK,
        Xml.escaped(Labels.shown(node.name())),
        box.y() + 38);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).replace("\r", "");
  }
}
