package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "1s, PT1S",
    "1.5s, PT1.5S",
    "2m, PT2M",
    "1h, PT1H",
    "1d, PT24H",
    "0s, PT0S",
    "PT1M30S, PT1M30S",
    "P2D, PT48H",
    "0.000000001s, PT0.000000001S"
  })
  void text_isRead(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @Test
  void number_isSeconds() {
    assertThat(DurationText.parse(90L)).contains(Duration.ofSeconds(90));
    assertThat(DurationText.parse(0.25)).contains(Duration.ofMillis(250));
    assertThat(DurationText.parse(-1L)).contains(Duration.ofSeconds(-1));
  }

  @Test
  void endlessNumber_isTooLong() {
    assertThat(DurationText.parse(new BigDecimal("1e400")))
        .hasValueSatisfying(duration -> assertThat(duration).isGreaterThan(DurationText.LONGEST));
    assertThat(DurationText.parse("999999999999d"))
        .hasValueSatisfying(duration -> assertThat(duration).isGreaterThan(DurationText.LONGEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "s", "1 s", "1S", "1w", "-1s", "1e3s", "PT", "P1Y", "one", "1h30m"})
  void otherText_isNone(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void otherValue_isNone() {
    assertThat(DurationText.parse(true)).isEmpty();
  }
}
