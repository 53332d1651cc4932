package dev.tasker.engine;

import dev.tasker.api.task.IllegalTaskStateException;
import dev.tasker.api.task.StepNotFoundException;
import dev.tasker.api.task.StepState;
import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.database.Json;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import dev.tasker.database.NotJsonException;
import dev.tasker.task.StepId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may do about steps that went wrong: retry, resolve, cancel them. Each act is one
 * function of the database; the nodes hear of it after the commit. Thread-safe.
 */
@ApplicationScoped
class Repairs {

  private static final NamedSql RETRY = NamedSql.load("retry_steps");
  private static final NamedSql RESOLVE = NamedSql.load("resolve_step");
  private static final NamedSql CANCEL = NamedSql.load("cancel_step");

  @Inject private Interventions interventions;
  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private NodeDuties duties;
  @Inject private WakeUps wakeUps;
  @Inject private OutcomeQueue queue;
  @Inject private Admission admission;
  @Inject private Annotations annotations;

  /** Who does something to a step, and why. */
  record Act(UUID taskId, @Nullable StepId step, String actor, String reason) {

    static Act on(UUID taskId, UUID stepId, String actor, String reason) {
      StepId step =
          StepId.of(taskId, stepId).orElseThrow(() -> new StepNotFoundException(taskId, stepId));
      return new Act(taskId, step, actor, reason);
    }

    private void set(NamedStatement statement, int nodeId) throws SQLException {
      statement
          .set("task", taskId)
          .set("step", step == null ? null : step.stepNo())
          .set("node", nodeId)
          .set("actor", actor)
          .set("reason", reason);
    }
  }

  /** What the database tells of an act. */
  private record Effect(
      Optional<String> taskWas, Optional<String> stepWas, int queued, boolean ended) {

    static Effect retried(ResultSet row) throws SQLException {
      return of(row, row.getInt("queued"), false);
    }

    static Effect resolved(ResultSet row) throws SQLException {
      return of(row, row.getInt("queued"), row.getBoolean("ended"));
    }

    static Effect cancelled(ResultSet row) throws SQLException {
      return of(row, 0, row.getBoolean("ended"));
    }

    private static Effect of(ResultSet row, int queued, boolean ended) throws SQLException {
      return new Effect(
          Optional.ofNullable(row.getString("task_was")),
          Optional.ofNullable(row.getString("step_was")),
          queued,
          ended);
    }

    /** The state that the step was in. */
    StepState step(Act act) {
      if (taskWas.isEmpty()) {
        throw new TaskNotFoundException(act.taskId());
      }
      StepId step = act.step();
      UUID stepId = step == null ? act.taskId() : step.toUuid();
      return StepState.of(
          stepWas.orElseThrow(() -> new StepNotFoundException(act.taskId(), stepId)));
    }
  }

  /** Retries all that failed for good; see {@link dev.tasker.api.task.Tasks#retry}. */
  void retryTask(UUID taskId, String actor, String reason) {
    Effect effect = retry(new Act(taskId, null, actor, reason));
    String was = effect.taskWas().orElseThrow(() -> new TaskNotFoundException(taskId));
    if (effect.queued() == 0) {
      throw new IllegalTaskStateException(
          "The task is "
              + was
              + " and no step of it has failed for good: nothing is to be retried.");
    }
  }

  /** Retries a step; see {@link dev.tasker.api.task.Tasks#retryStep}. */
  void retryStep(Act act) {
    StepState was = retry(act).step(act);
    if (was != StepState.ERROR) {
      throw new IllegalTaskStateException(
          "The step is " + was.word() + ": only a step in error can be retried.");
    }
  }

  private Effect retry(Act act) {
    Effect effect =
        interventions.call(RETRY, statement -> act.set(statement, identity.id()), Effect::retried);
    interventions.whenCommitted(() -> goOn(effect));
    return effect;
  }

  /** Resolves a step; see {@link dev.tasker.api.task.Tasks#resolveStep}. */
  void resolveStep(Act act, Map<String, Object> results) {
    String text = text(results);
    Effect effect =
        interventions.call(
            RESOLVE,
            statement -> {
              act.set(statement, identity.id());
              statement.set("results", text);
            },
            Effect::resolved);
    StepState was = effect.step(act);
    if (was == StepState.IN_PROGRESS) {
      throw new IllegalTaskStateException(
          "The step is in_progress: it can be resolved when its attempt has failed.");
    }
    if (was.isEnd()) {
      throw new IllegalTaskStateException(
          "The step is " + was.word() + ": it has ended and cannot be resolved.");
    }
    interventions.whenCommitted(() -> goOn(effect));
  }

  /** Cancels a step; see {@link dev.tasker.api.task.Tasks#cancelStep}. */
  void cancelStep(Act act) {
    Effect effect =
        interventions.call(
            CANCEL, statement -> act.set(statement, identity.id()), Effect::cancelled);
    StepState was = effect.step(act);
    if (was == StepState.COMPLETE || was == StepState.RESOLVED_MANUALLY) {
      throw new IllegalTaskStateException(
          "The step is " + was.word() + ": it has ended and cannot be cancelled.");
    }
    StepId step = act.step();
    interventions.whenCommitted(
        () -> {
          if (was == StepState.IN_PROGRESS && step != null) {
            duties.cancel(step.toUuid());
            wakeUps.cancelled(step.toUuid());
          }
          goOn(effect);
        });
  }

  private void goOn(Effect effect) {
    if (effect.queued() > 0) {
      admission.queued(effect.queued());
      queue.wake();
      wakeUps.announce();
    }
    if (effect.ended()) {
      annotations.wake();
    }
  }

  private @Nullable String text(Map<String, Object> results) {
    if (results.isEmpty()) {
      return null;
    }
    String text;
    try {
      text = Json.text(results);
    } catch (NotJsonException e) {
      throw new TaskRefusedException("results", "cannot be stored as JSON: " + e.getMessage());
    }
    if (text.length() > config.maxResultSize()) {
      throw new TaskRefusedException(
          "results",
          "has %d characters, more than the %d that tasker.engine.max-result-size allows"
              .formatted(text.length(), config.maxResultSize()));
    }
    return text;
  }
}
