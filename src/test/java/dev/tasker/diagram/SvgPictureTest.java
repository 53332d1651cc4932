package dev.tasker.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.task.StepState;
import dev.tasker.diagram.Drawing.Box;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgPictureTest {

  private static final String HOSTILE =
      "</text><script>alert('1')</script>\" onload=\"x&\u0000\uD83D";

  @Test
  void picture_isWellFormedAndNamesEachStepAndState() throws Exception {
    Document svg = parse(SvgPicture.of(Pictures.ofEveryState()));
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(7);
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("fetch", "complete", "error, will be retried · attempt 1 of 3", "cancelled");
  }

  @Test
  void hostileName_isText() throws Exception {
    var diagram = new Pictures().step(HOSTILE, StepState.ERROR).build(HOSTILE);
    Document svg = parse(SvgPicture.of(diagram));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getElementsByTagName("rect").item(0).getAttributes().getNamedItem("onload"))
        .isNull();
    assertThat(svg.getDocumentElement().getTextContent()).contains("</text><script>");
  }

  @Test
  void hostileName_isTextInThePageToo() {
    var diagram = new Pictures().step(HOSTILE, StepState.ERROR).build(HOSTILE);
    String page = HtmlPage.of(diagram).replace("http://www.w3.org/2000/svg", "");
    assertThat(page)
        .doesNotContain("<script", "\" onload")
        .contains("&lt;script&gt;")
        .doesNotContain("http:", "https:", "src=", "href=")
        .doesNotContain("\u0000");
  }

  @Test
  void boxes_neverOverlap_andParentsAreLeftOfChildren() {
    Diagram diagram = Pictures.ofEveryState();
    for (Layout layout : List.of(new LayeredLayout(), new LevelLayout())) {
      Drawing drawing = layout.place(diagram);
      List<Box> boxes = drawing.boxes();
      for (int i = 0; i < boxes.size(); i++) {
        assertThat(inside(boxes.get(i), drawing)).isTrue();
        for (int j = 0; j < i; j++) {
          assertThat(overlap(boxes.get(i), boxes.get(j))).as("%d and %d", i, j).isFalse();
        }
      }
      for (Diagram.Edge edge : diagram.edges()) {
        Box from = boxes.get(edge.from());
        assertThat(from.x() + from.width()).isLessThan(boxes.get(edge.to()).x());
      }
    }
  }

  /** Some tenths of a second; a layout that compares each step with each other takes for ever. */
  @Test
  void largeGraph_isDrawnInTime() {
    var pictures = new Pictures().step("root", StepState.COMPLETE);
    for (int i = 0; i < 5000; i++) {
      pictures.step("s" + i, StepState.PENDING, "root");
    }
    long before = System.nanoTime();
    assertThat(SvgPicture.of(pictures.build("large"))).contains("s4999");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void taskWithoutSteps_isAnEmptyPicture() throws Exception {
    assertThat(
            parse(SvgPicture.of(new Pictures().build("empty")))
                .getElementsByTagName("rect")
                .getLength())
        .isZero();
  }

  @Test
  void pictureOfTheReadme_isTheOneThatIsDrawn() throws Exception {
    assertThat(Path.of("docs", "order.svg")).hasContent(SvgPicture.of(Pictures.ofTheOrder()));
    assertThat(Files.readString(Path.of("README.md")))
        .contains(MermaidText.of(Pictures.ofTheOrder()).strip());
  }

  private static boolean inside(Box box, Drawing drawing) {
    return box.x() >= 0
        && box.y() >= 0
        && box.x() + box.width() <= drawing.width()
        && box.y() + box.height() <= drawing.height();
  }

  private static boolean overlap(Box one, Box other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
