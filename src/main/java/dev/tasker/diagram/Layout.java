package dev.tasker.diagram;

/** Finds a place for each step, parents left of children. */
interface Layout {

  double BOX_HEIGHT = 48;
  double GAP_ACROSS = 64;
  double GAP_DOWN = 24;
  double MARGIN = 12;

  /** Places the steps of a diagram. */
  Drawing place(Diagram diagram);
}
