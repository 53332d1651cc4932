package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

  private static final String READY = "GET /tasker/health/ready";

  private final FakeNode node = new FakeNode();
  private final CapturedConsole console = new CapturedConsole();

  @AfterEach
  void closeNode() {
    node.close();
  }

  private int status(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "status";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Main.commandLine(new Installation(Path.of("")), console.console()).execute(arguments);
  }

  @Test
  void readyNode_isZero() {
    node.answering(READY, 200, "{\"status\": \"up\"}");

    assertThat(status("--port", String.valueOf(node.port()))).isZero();
    assertThat(console.out()).contains("is ready");
  }

  @Test
  void nodeThatIsNotReady_isOne_andSaysWhy() {
    node.answering(
        READY,
        503,
        """
        {"status": "down", "checks": [{"name": "database", "status": "down", "detail": "no answer"},
          {"name": "engine", "status": "up", "detail": "fine"}], "warnings": ["one template refused"]}""");

    assertThat(status("--url", "http://127.0.0.1:" + node.port())).isEqualTo(1);
    assertThat(console.out())
        .contains("not ready", "database: no answer", "one template refused")
        .doesNotContain("fine");
  }

  @Test
  void nodeWhoseAnswerIsNoJson_isShownAsItIs() {
    node.answering(READY, 503, "starting up");

    assertThat(status("--port", String.valueOf(node.port()))).isEqualTo(1);
    assertThat(console.out()).contains("starting up");
  }

  @Test
  void otherProgram_isOne() {
    assertThat(status("--port", String.valueOf(node.port()))).isEqualTo(1);
    assertThat(console.out()).contains("not as a Tasker does");
  }

  @Test
  void nothingThere_isTwo() {
    int port = node.port();
    node.close();

    assertThat(status("--port", String.valueOf(port))).isEqualTo(2);
    assertThat(console.out()).contains("connection refused", "./tasker up");
  }
}
