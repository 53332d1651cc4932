package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CauseWatchTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final CauseWatch watch =
      new CauseWatch(new PrintStream(log, true, StandardCharsets.UTF_8));

  private String write(String text) {
    watch.stream().print(text);
    watch.stream().flush();
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void lastCause_isRemembered_andEverythingIsPassedOn() {
    String text =
        """
        2026-01-01T00:00:00.000+0000 SEVERE  server Exception while preparing
        jakarta.persistence.PersistenceException: cannot build
        \tat org.example.Thing.do(Thing.java:1)
        Caused by: org.example.ValidateException: Größe stimmt nicht: 3
        \t... 3 more
        """;

    assertThat(write(text)).isEqualTo(text);
    assertThat(watch.cause()).contains("Größe stimmt nicht: 3");
  }

  @Test
  void linesThatAreNoException_areNoCause() {
    write("2026-01-01 INFO all is well\nnot.an.exception at all\nMore: text\n");

    assertThat(watch.cause()).isEmpty();
  }
}
