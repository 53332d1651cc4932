package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.engine.StepClaims.Claimed;
import dev.tasker.registry.BoundHandler;
import dev.tasker.template.TaskTemplate;
import dev.tasker.template.TemplateFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunningAttemptsTest {

  private final RunningAttempts running = new RunningAttempts();

  @Test
  void claimThatIsSeenTwice_isRunOnce() {
    Attempt first = attempt(1);
    assertThat(running.add(first)).isTrue();
    assertThat(running.add(attempt(1))).isFalse();
    assertThat(running.all()).containsExactly(first);
  }

  @Test
  void stepThatIsClaimedAnew_takesThePlaceOfTheLostAttempt() {
    running.add(attempt(1));
    Attempt second = attempt(2);
    assertThat(running.add(second)).isTrue();
    assertThat(running.all()).containsExactly(second);
  }

  /** A transactional step ends on its own thread: while the database is asked, or just after. */
  @Test
  void attemptThatEndsWhileTheDatabaseIsAsked_isNotUnknown() {
    Attempt ended = attempt(1);
    running.add(ended);

    List<Claimed> unknown =
        running.unknown(
            () -> {
              running.remove(ended);
              return List.of(claimed(ended));
            });

    assertThat(unknown).isEmpty();
  }

  @Test
  void claimThatTheNodeDoesNotHold_isUnknown_alsoWhereItHoldsAnOlderOneOfTheStep() {
    running.add(attempt(1));
    Claimed newer = claimed(attempt(2));
    assertThat(running.unknown(() -> List.of(claimed(attempt(1)), newer))).containsExactly(newer);
  }

  /** Its commit's answer was so late that the step had been taken up, and had ended, meanwhile. */
  @Test
  void claimThatWasTakenUp_isNotRunAgain_whenItsAnswerComesAfterItsEnd() {
    Attempt takenUp = attempt(1);
    assertThat(running.takeUp(takenUp)).isTrue();
    running.remove(takenUp);
    assertThat(running.add(attempt(1))).isFalse();
    assertThat(running.all()).isEmpty();
    assertThat(running.add(attempt(2))).isTrue();
  }

  /** Else a slow commit would be taken for a lost claim, or for a step that waits for a thread. */
  @Test
  void attemptWhoseClaimIsNotCommitted_doesNotAge() {
    Attempt attempt = attempt(1);
    assertThat(attempt.age()).isZero();
    attempt.held();
    assertThat(attempt.age()).isPositive().isLessThan(Duration.ofMinutes(1));
  }

  private static Claimed claimed(Attempt attempt) {
    return new Claimed(attempt.claim(), EngineFixture.TEMPLATE);
  }

  private static Attempt attempt(long token) {
    TaskTemplate template = EngineFixture.template("a");
    var runnable =
        new RunnableTemplate(
            TemplateFixture.loaded(EngineFixture.TEMPLATE, template),
            List.of(new BoundHandler.Blocking(step -> null, RunningAttemptsTest.class)));
    UUID taskId = UUID.fromString("0192f0c1-2d3e-7f00-8000-000000000000");
    var task = new ActiveTask(taskId, runnable, new ActiveTask.Origin(0, "test", "corr"), "{}");
    return new Attempt(task, new Claim(taskId, 0, 1, token, 0, 3, Optional.empty()));
  }
}
