package dev.tasker.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The model accepts what the engine may do, and refuses whatever else is planted in a trail. */
class ModelReplayTest {

  private static final String BEGIN = "one: task pending>in_progress, a1 pending>in_progress\n";
  private static final String GO_ON = "one: a1 in_progress>complete, b1 pending>in_progress\n";
  private static final String FINISH = "one: b1 in_progress>complete, task in_progress>complete\n";
  private static final String DONE = "complete | complete 0 1 1 0 | complete 0 1 1 0";

  private static final String FAIL_FOR_GOOD =
      BEGIN + "one, failed for good: a1 in_progress>error, task in_progress>error\n";

  /** One fails, is frozen while it tries again, and comes back too late. */
  private static final String TROUBLE =
      BEGIN
          + """
          one, will be tried again: a1 in_progress>error
          two, retry due: a1 error>pending
          one: a2 pending>in_progress
          two, its node one died: a2 in_progress>pending
          two: a3 pending>in_progress
          one, late result refused: a2 in_progress>in_progress
          """;

  private static final String THIRD_LOSS =
      """
      one: task pending>in_progress, a1 pending>in_progress
      two, its node one died: a1 in_progress>pending
      three: a2 pending>in_progress
      two, its node three died: a2 in_progress>pending
      four: a3 pending>in_progress
      """;

  private final Map<String, Trail> trails = new LinkedHashMap<>();

  @Test
  void whatTheEngineMayDo_isAccepted() throws Exception {
    plant("usual", BEGIN + GO_ON + FINISH, DONE);
    plant("under way", BEGIN, "in_progress | in_progress 0 1 1 0 | pending 1 0 0 0");
    plant("queue", "", "pending | pending 0 0 0 0 queued | pending 1 0 0 0");
    plant("trouble", TROUBLE, "in_progress | in_progress 0 3 2 1 | pending 1 0 0 0");
    plant(
        "child left to others",
        BEGIN + "one: a1 in_progress>complete\ntwo: b1 pending>in_progress",
        "in_progress | complete 0 1 1 0 | in_progress 0 1 1 0");
    plant(
        "step given back",
        BEGIN + "one, its node stopped: a1 in_progress>pending",
        "in_progress | pending 0 1 0 0 queued | pending 1 0 0 0");
    plant(
        "success said again, as its answer was lost",
        BEGIN + GO_ON + "one, late result refused: a1 complete>complete\n" + FINISH,
        DONE);
    plant(
        "node that lives after all",
        BEGIN
            + """
            two, its node one died: a1 in_progress>pending
            one: a2 pending>in_progress
            one, late result refused: a1 in_progress>in_progress
            """,
        "in_progress | in_progress 0 2 1 1 | pending 1 0 0 0");
    plant(
        "third node lost",
        THIRD_LOSS + "two, its node four died: a3 in_progress>error, task in_progress>error",
        "error | error 0 3 0 3 | pending 1 0 0 0");

    assertThat(refused()).isEmpty();
  }

  @Test
  void whatAnOperatorMayDo_isAccepted() throws Exception {
    plant(
        "retry by hand",
        FAIL_FOR_GOOD + "one, please: a1 error>pending, task error>in_progress",
        "in_progress | pending 0 1 0 0 queued | pending 1 0 0 0");
    plant(
        "step resolved by hand",
        FAIL_FOR_GOOD + "one, paid: a1 error>resolved_manually, task error>in_progress",
        "in_progress | resolved_manually 0 1 1 0 | pending 0 0 0 0 queued");
    plant(
        "bypass",
        "one, bypassed: a0 pending>resolved_manually",
        "pending | resolved_manually 0 0 0 0 | pending 0 0 0 0 queued");
    plant(
        "task cancelled",
        BEGIN
            + """
            one, why: a1 in_progress>cancelled, b0 pending>cancelled, task in_progress>cancelled
            one, late result refused: a1 cancelled>cancelled
            """,
        "cancelled | cancelled 0 1 1 0 | cancelled 1 0 0 0");
    plant(
        "step cancelled",
        BEGIN + GO_ON + "one, why: b1 in_progress>cancelled, task in_progress>resolved_manually",
        "resolved_manually | complete 0 1 1 0 | cancelled 0 1 1 0");
    assertThat(refused()).isEmpty();
  }

  @Test
  void plantedOrder_isFound() throws Exception {
    plant("child first", BEGIN + "one: b1 pending>in_progress\n" + GO_ON + FINISH, DONE);
    plant("child without its parent", "one: b1 pending>in_progress", DONE);
    plant("end before the last step", BEGIN + GO_ON + "one: task in_progress>complete", DONE);
    plant("no end", BEGIN + GO_ON + "one: b1 in_progress>complete", DONE);
    plant("claim after the end", FAIL_FOR_GOOD + "one: a2 pending>in_progress", DONE);
    plant("error while it goes on", BEGIN + "one: task in_progress>error", DONE);
    plant(
        "repair by the auditor",
        BEGIN + "one, not ended: task in_progress>complete",
        "complete | in_progress 0 1 1 0 | pending 1 0 0 0");
    plant("work on what was cancelled", BEGIN + "one: a1 cancelled>in_progress", DONE);

    assertThat(refused()).containsExactlyElementsOf(trails.keySet());
  }

  @Test
  void plantedAttempt_isFound() throws Exception {
    plant("second success", BEGIN + GO_ON + "one: a1 in_progress>complete\n" + FINISH, DONE);
    plant("success without a claim", "one: a1 in_progress>complete", DONE);
    plant("success of somebody else", BEGIN + "two: a1 in_progress>complete", DONE);
    plant("success of another attempt", BEGIN + "one: a2 in_progress>complete", DONE);
    plant("attempt left out", BEGIN.replace("a1", "a2"), DONE);
    plant("late success that counts", TROUBLE + "one: a2 in_progress>complete", DONE);
    plant("late failure that counts", TROUBLE + "one, failed for good: a2 in_progress>error", DONE);
    plant(
        "refusal in time",
        BEGIN + "one, late result refused: a1 in_progress>in_progress\n" + GO_ON + FINISH,
        DONE);
    plant(
        "refusal of an attempt that was not made",
        BEGIN + "one, late result refused: a7 in_progress>in_progress\n" + GO_ON + FINISH,
        DONE);
    plant(
        "retry beyond the limit",
        BEGIN
            + """
            one, will be tried again: a1 in_progress>error
            two, retry due: a1 error>pending
            one: a2 pending>in_progress
            one, will be tried again: a2 in_progress>error
            """,
        "in_progress | error 0 2 2 0 queued | pending 1 0 0 0");
    plant(
        "retry of what failed for good", FAIL_FOR_GOOD + "one, retry due: a1 error>pending", DONE);
    plant(
        "fourth node lost",
        THIRD_LOSS + "two, its node four died: a3 in_progress>pending",
        "in_progress | pending 0 3 0 3 queued | pending 1 0 0 0");
    plant(
        "dead node that claims again",
        TROUBLE.replace("two: a3", "one†: a3"),
        "in_progress | in_progress 0 3 2 1 | pending 1 0 0 0");

    assertThat(refused()).containsExactlyElementsOf(trails.keySet());
  }

  @Test
  void plantedRow_isFound() throws Exception {
    String usual = BEGIN + GO_ON + FINISH;
    plant("status", usual, "in_progress | complete 0 1 1 0 | complete 0 1 1 0");
    plant("state", usual, "complete | complete 0 1 1 0 | pending 0 1 1 0");
    plant("attempts", usual, "complete | complete 0 2 1 0 | complete 0 1 1 0");
    plant("attempts that count", usual, "complete | complete 0 1 0 0 | complete 0 1 1 0");
    plant("waiting for a parent", usual, "complete | complete 0 1 1 0 | complete 1 1 1 0");
    plant("in the queue", usual, "complete | complete 0 1 1 0 | complete 0 1 1 0 queued");
    plant("in no queue", "", "pending | pending 0 0 0 0 | pending 1 0 0 0");
    plant("lost nodes", "", "pending | pending 0 0 0 1 queued | pending 1 0 0 0");

    assertThat(refused()).containsExactlyElementsOf(trails.keySet());
  }

  @Test
  void violation_namesTheTaskAndTheFirstChangeThatIsWrong() throws Exception {
    plant("second success", BEGIN + GO_ON + "one: a1 in_progress>complete", DONE);

    assertThat(ModelReplay.violations(List.copyOf(trails.values())))
        .containsExactly(
            """
            model: task 00000000-0000-0000-0000-000000000000, change 3 of 3, which the model does not do: success by node n1: step 0 from in_progress to complete (attempt 1)
              claim by node n1: step 0 from pending to in_progress (attempt 1), the task from pending to in_progress
              success by node n1: step 0 from in_progress to complete (attempt 1), step 1 from pending to in_progress (attempt 1)
              success by node n1: step 0 from in_progress to complete (attempt 1)""");
  }

  private void plant(String name, String transactions, String end) {
    trails.put(name, PlantedTrail.of(trails.size(), transactions, end));
  }

  /** The names of the trails that the model does not explain. */
  private List<String> refused() throws Exception {
    List<String> violations = ModelReplay.violations(List.copyOf(trails.values()));
    List<String> names = new ArrayList<>();
    trails.forEach(
        (name, trail) -> {
          if (violations.stream().anyMatch(words -> words.contains(trail.task().toString()))) {
            names.add(name);
          }
        });
    return names;
  }
}
