package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.http.StatusPolicy.Range;
import dev.tasker.http.StatusPolicy.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPolicyTest {

  @Test
  void everyStatus_hasItsVerdict() {
    var transientOnes = Set.of(408, 425, 429, 500, 502, 503, 504);
    for (int status = 100; status < 600; status++) {
      Verdict expected =
          status / 100 == 2
              ? Verdict.SUCCESS
              : transientOnes.contains(status) ? Verdict.RETRYABLE : Verdict.PERMANENT;
      assertThat(StatusPolicy.DEFAULT.of(status)).as("%d", status).isEqualTo(expected);
    }
  }

  @Test
  void listedStatus_isSuccessEvenIfItIsTransient_andOthersAreNot() {
    var policy = new StatusPolicy(List.of(new Range(503, 503), new Range(300, 302)));

    assertThat(policy.of(503)).isEqualTo(Verdict.SUCCESS);
    assertThat(policy.of(301)).isEqualTo(Verdict.SUCCESS);
    assertThat(policy.of(200)).isEqualTo(Verdict.PERMANENT);
    assertThat(policy.of(502)).isEqualTo(Verdict.RETRYABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "200,200,200",
    "200-204,200,204",
    "' 200 - 204 ',200,204",
    "4xx,400,499",
    "2XX,200,299"
  })
  void range_isReadInEachForm(String text, int first, int last) {
    assertThat(Range.parse(text)).contains(new Range(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "2000", "600", "099", "204-200", "6xx", "ok", "-200", "200-"})
  void whatIsNoRange_isNotRead(String text) {
    assertThat(Range.parse(text)).isEmpty();
  }
}
