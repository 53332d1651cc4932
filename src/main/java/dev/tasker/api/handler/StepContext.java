package dev.tasker.api.handler;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a handler knows of the attempt that it makes. Immutable, except that {@link #isCancelled()}
 * may turn true; safe to use from any thread until the attempt ends.
 *
 * <p>Maps hold JSON: strings, booleans, {@code Long}, {@code Double} (or {@code BigDecimal} where a
 * number fits neither exactly), lists, maps in document order, and {@code null} members.
 *
 * @since 0.1
 */
public interface StepContext {

  /** The task's id, a UUID version 7. */
  UUID taskId();

  /** The step's id, a UUID version 7. */
  UUID stepId();

  /** The step's name in its template. */
  String stepName();

  /** The template's name. */
  String taskName();

  /** The template's namespace. */
  String namespace();

  /** The template's version. */
  String version();

  /** The number of this attempt, from 1. */
  int attempt();

  /** How many attempts the step may take in all, the first one included. */
  int retryLimit();

  /** The task's context as it was accepted, schema defaults filled in. */
  Map<String, Object> context();

  /** The step's inputs: set by a task handler or an operator, empty otherwise. */
  Map<String, Object> inputs();

  /**
   * The step's {@code handler_config} with placeholders resolved and expressions evaluated for this
   * attempt; empty if the template gives none. May hold secrets: do not log it.
   */
  Map<String, Object> config();

  /**
   * The results of another step of the same task.
   *
   * @param stepName the name of a step that is complete or resolved, as each ancestor of this step
   *     is
   * @return its results, empty if it stored none
   * @throws PermanentStepException if the task has no such step, or it has not finished
   */
  Map<String, Object> resultsOf(String stepName);

  /** Who started the task. */
  String initiator();

  /** The id that ties together all that belongs to one business transaction, in logs and calls. */
  String correlationId();

  /** The same for every attempt of this step, different for every other step. */
  String idempotencyKey();

  /** How long an attempt may take, if the template limits it. */
  Optional<Duration> timeout();

  /**
   * Whether this attempt's result is no longer wanted, because the task was cancelled, the attempt
   * timed out, or its claim was lost. A long-running handler asks from time to time and stops. The
   * handler's thread is interrupted as well.
   */
  boolean isCancelled();

  /**
   * Publishes an event of the application's own: to observers of {@link
   * dev.tasker.api.event.CustomEvent}, subscribers, the event stream and webhooks. It is kept with
   * the attempt's success, in one commit; if the attempt fails, nobody is told.
   *
   * @param name declared by the step's {@code custom_events} or by a {@link
   *     dev.tasker.api.event.CustomEvents} bean
   * @param data JSON members
   * @throws PermanentStepException if the name is not declared, the data cannot be stored as JSON,
   *     or the attempt has published too much; says what to do
   */
  void publish(String name, Map<String, Object> data);
}
