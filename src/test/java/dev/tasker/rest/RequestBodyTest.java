package dev.tasker.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tasker.rest.RestConfig.BodyLimit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

  private static final int BYTES = 100;
  private static final BodyLimit LIMIT = new BodyLimit(BYTES, "tasker.rest.max-body-size");

  @Test
  void object_isRead() {
    assertThat(read("{\"größe\": 1}", null)).isEqualTo(Map.of("größe", 1L));
    assertThat(read("{}" + " ".repeat(BYTES - 2), "100")).isEmpty();
  }

  @Test
  void bodyOverTheLimit_isNotReadToItsEnd() {
    var endless = new Endless();
    assertThat(problem(endless, null)).isEqualTo(Problem.BODY_TOO_LARGE);
    assertThat(endless.read).isLessThanOrEqualTo(BYTES + 1);
  }

  @Test
  void bodyThatIsDeclaredTooLarge_isNotReadAtAll() {
    var endless = new Endless();
    assertThat(problem(endless, "101")).isEqualTo(Problem.BODY_TOO_LARGE);
    assertThat(problem(endless, "999999999999999999")).isEqualTo(Problem.BODY_TOO_LARGE);
    assertThat(endless.read).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}{}", "[]", "null", "{\"a\":1,\"a\":2}", "<xml/>"})
  void bodyThatIsNoObject_isMalformed(String body) {
    assertThatThrownBy(() -> read(body, null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem()).isEqualTo(Problem.MALFORMED_REQUEST))
        .hasMessageStartingWith("The body cannot be read. ");
  }

  @Test
  void bodyThatIsNotUtf8_isMalformed() {
    var latin1 = new ByteArrayInputStream("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> RequestBody.object(latin1, null, LIMIT))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void bodyThatBreaksOff_isMalformed() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    assertThat(problem(broken, null)).isEqualTo(Problem.MALFORMED_REQUEST);
  }

  private static Map<String, Object> read(String body, @Nullable String declared) {
    return RequestBody.object(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), declared, LIMIT);
  }

  private static Problem problem(InputStream body, @Nullable String declared) {
    return catchThrowableOfType(
            ProblemException.class, () -> RequestBody.object(body, declared, LIMIT))
        .problem();
  }

  private static final class Endless extends InputStream {
    private int read;

    @Override
    public int read() {
      read++;
      return ' ';
    }
  }
}
