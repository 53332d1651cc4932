package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private final RetryAfter retryAfter =
      new RetryAfter(Clock.fixed(Instant.parse("1994-11-06T08:49:00Z"), ZoneOffset.UTC));

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "' 120 ',120", "000007,7"})
  void seconds_areTheWait(String value, long seconds) {
    assertThat(retryAfter.wait(value)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"
      })
  void dateInEachOfItsForms_isTheWaitUntilThen(String value) {
    assertThat(retryAfter.wait(value)).contains(Duration.ofSeconds(37));
  }

  @Test
  void twoDigitsOfAYear_meanOneNotFarAhead() {
    assertThat(retryAfter.wait("Friday, 06-Nov-93 08:49:37 GMT")).isEmpty(); // was a Saturday
    assertThat(retryAfter.wait("Saturday, 06-Nov-93 08:49:37 GMT")).contains(Duration.ZERO);
  }

  @Test
  void dateThatHasPassed_isNoWait() {
    assertThat(retryAfter.wait("Sun, 06 Nov 1994 08:48:59 GMT")).contains(Duration.ZERO);
  }

  @Test
  void waitBeyondReason_isShortened() {
    assertThat(retryAfter.wait("99999999999999999999")).contains(RetryAfter.LONGEST);
    assertThat(retryAfter.wait("999999999")).contains(RetryAfter.LONGEST);
    assertThat(retryAfter.wait("Fri, 31 Dec 9999 23:59:59 GMT")).contains(RetryAfter.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-1", "1.5", "+5", "1s", "١٢", "Sun, 32 Nov 1994 08:49:37 GMT"})
  void whatIsNeitherForm_isIgnored(String value) {
    assertThat(retryAfter.wait(value)).isEmpty();
  }
}
