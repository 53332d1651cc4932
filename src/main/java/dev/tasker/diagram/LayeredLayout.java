package dev.tasker.diagram;

import com.mxgraph.layout.hierarchical.mxHierarchicalLayout;
import com.mxgraph.model.mxGeometry;
import com.mxgraph.util.mxPoint;
import com.mxgraph.view.mxGraph;
import dev.tasker.diagram.Drawing.Box;
import dev.tasker.diagram.Drawing.Point;
import java.util.ArrayList;
import java.util.List;
import javax.swing.SwingConstants;
import org.jspecify.annotations.Nullable;

/** Layers the graph so that few lines cross and none runs through a box, by JGraphX. */
final class LayeredLayout implements Layout {

  @Override
  public Drawing place(Diagram diagram) {
    var graph = new mxGraph();
    Object root = graph.getDefaultParent();
    List<Object> cells = new ArrayList<>();
    List<Object> arrows = new ArrayList<>();
    graph.getModel().beginUpdate();
    try {
      for (Diagram.Node node : diagram.nodes()) {
        cells.add(graph.insertVertex(root, null, "", 0, 0, Labels.width(node), Layout.BOX_HEIGHT));
      }
      for (Diagram.Edge edge : diagram.edges()) {
        arrows.add(graph.insertEdge(root, null, "", cells.get(edge.from()), cells.get(edge.to())));
      }
      var layout = new mxHierarchicalLayout(graph, SwingConstants.WEST);
      layout.setInterRankCellSpacing(GAP_ACROSS);
      layout.setIntraCellSpacing(GAP_DOWN);
      layout.execute(root);
    } finally {
      graph.getModel().endUpdate();
    }
    return drawing(diagram, geometries(graph, cells), geometries(graph, arrows));
  }

  private static List<mxGeometry> geometries(mxGraph graph, List<Object> cells) {
    return cells.stream().map(cell -> graph.getModel().getGeometry(cell)).toList();
  }

  private static Drawing drawing(Diagram diagram, List<mxGeometry> cells, List<mxGeometry> arrows) {
    // The layout may begin anywhere.
    double left = cells.stream().mapToDouble(mxGeometry::getX).min().orElse(0) - MARGIN;
    double top = cells.stream().mapToDouble(mxGeometry::getY).min().orElse(0) - MARGIN;
    List<Box> boxes =
        cells.stream()
            .map(
                cell ->
                    new Box(
                        cell.getX() - left, cell.getY() - top, cell.getWidth(), cell.getHeight()))
            .toList();
    List<List<Point>> lines = new ArrayList<>();
    for (int i = 0; i < arrows.size(); i++) {
      Diagram.Edge edge = diagram.edges().get(i);
      lines.add(
          line(boxes.get(edge.from()), boxes.get(edge.to()), arrows.get(i).getPoints(), left, top));
    }
    double width = boxes.stream().mapToDouble(box -> box.x() + box.width()).max().orElse(MARGIN);
    double height = boxes.stream().mapToDouble(box -> box.y() + box.height()).max().orElse(MARGIN);
    return new Drawing(width + MARGIN, height + MARGIN, boxes, lines);
  }

  private static List<Point> line(
      Box from, Box to, @Nullable List<mxPoint> bends, double left, double top) {
    if (bends == null || bends.isEmpty()) {
      return List.of(from.right(), to.left());
    }
    List<Point> points = new ArrayList<>();
    bends.forEach(bend -> points.add(new Point(bend.getX() - left, bend.getY() - top)));
    // The bends at either end lie beside the boxes, at the height where the line leaves or enters.
    points.add(0, new Point(from.right().x(), points.get(0).y()));
    points.add(new Point(to.left().x(), points.get(points.size() - 1).y()));
    return points;
  }
}
