package dev.tasker.diagram;

import dev.tasker.diagram.Drawing.Box;
import dev.tasker.diagram.Drawing.Point;
import java.util.Arrays;
import java.util.List;

/**
 * Puts each level into a column, in template order, with straight lines. For graphs so large that
 * nobody would see the difference to a better layout, but everybody would wait for it.
 */
final class LevelLayout implements Layout {

  @Override
  public Drawing place(Diagram diagram) {
    Box[] boxes = new Box[diagram.nodes().size()];
    double x = MARGIN;
    double height = 0;
    for (List<Integer> level : diagram.levels()) {
      double width =
          level.stream()
              .mapToDouble(step -> Labels.width(diagram.nodes().get(step)))
              .max()
              .orElse(0);
      double y = MARGIN;
      for (int step : level) {
        boxes[step] = new Box(x, y, width, BOX_HEIGHT);
        y += BOX_HEIGHT + GAP_DOWN;
      }
      height = Math.max(height, y - GAP_DOWN + MARGIN);
      x += width + GAP_ACROSS;
    }
    double width = diagram.levels().isEmpty() ? 2 * MARGIN : x - GAP_ACROSS + MARGIN;
    return new Drawing(
        width, Math.max(height, 2 * MARGIN), Arrays.asList(boxes), lines(diagram, boxes));
  }

  private static List<List<Point>> lines(Diagram diagram, Box[] boxes) {
    return diagram.edges().stream()
        .map(edge -> List.of(boxes[edge.from()].right(), boxes[edge.to()].left()))
        .toList();
  }
}
