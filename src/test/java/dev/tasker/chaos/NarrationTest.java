package dev.tasker.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NarrationTest {

  private static final String DONE = "complete | complete 0 1 1 0 | complete 0 1 1 0";

  @Test
  void childIsClaimedWithTheSuccessThatItWaitedFor() {
    assertThat(told("one"))
        .containsExactly(
            "claim by node n1: step 0 from pending to in_progress (attempt 1)",
            "success by node n1: step 0 from in_progress to complete (attempt 1), step 1 from pending to in_progress (attempt 1)");
  }

  /** If that is lost, so are the claims under the new number, and not those under the former. */
  @Test
  void childOfWhatWasBegunUnderAFormerNumber_isClaimedUnderTheNewOne() {
    assertThat(told("one'"))
        .containsExactly(
            "claim by node n1: step 0 from pending to in_progress (attempt 1)",
            "success by node n1: step 0 from in_progress to complete (attempt 1)",
            "claim by node n2: step 1 from pending to in_progress (attempt 1)");
  }

  private static List<String> told(String committer) {
    String trail =
        """
        one: a1 pending>in_progress
        %s: a1 in_progress>complete, b1 pending>in_progress
        """;
    return Narration.of(PlantedTrail.of(0, trail.formatted(committer), DONE)).stream()
        .map(Observation::words)
        .toList();
  }
}
