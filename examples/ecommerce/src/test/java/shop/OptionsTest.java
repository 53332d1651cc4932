package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void nothingAsked_is3000UntilKilled() {
    assertThat(Options.parse()).isEqualTo(new Options(3000, false));
  }

  @Test
  void bothAsked_areTaken() {
    assertThat(Options.parse("--until-stdin-closes", "--port", "0"))
        .isEqualTo(new Options(0, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--port x", "--port 70000", "--help"})
  void anythingElse_showsTheUsage(String line) {
    assertThatThrownBy(() -> Options.parse(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Usage: java");
  }
}
