package dev.tasker.diagram;

import java.util.List;

/**
 * Where everything is.
 *
 * @param width of the whole
 * @param height of the whole
 * @param boxes one a step, by number
 * @param lines one an edge, in the order of the edges
 */
record Drawing(double width, double height, List<Box> boxes, List<List<Point>> lines) {

  Drawing {
    boxes = List.copyOf(boxes);
    lines = List.copyOf(lines);
  }

  /** A box; x and y are its upper left corner. */
  record Box(double x, double y, double width, double height) {

    Point left() {
      return new Point(x, y + height / 2);
    }

    Point right() {
      return new Point(x + width, y + height / 2);
    }
  }

  /** A point. */
  record Point(double x, double y) {}
}
