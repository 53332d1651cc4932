package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAheadTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.00001S, 512",
    "PT0.001S, 160",
    "PT0.003S, 32",
    "PT0.006S, 0",
    "PT10S, 0",
    "PT0S, 512"
  })
  void quickHandlers_letTheNodeClaimAhead(Duration mean, int extra) {
    assertThat(LookAhead.extra(32, mean.toNanos())).isEqualTo(extra);
  }
}
