package dev.tasker.engine;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.database.Json;
import dev.tasker.task.StepId;
import dev.tasker.template.TemplateKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An attempt as its handler sees it. */
final class StepInvocation implements StepContext {

  private final Attempt attempt;
  private final StepResults results;
  private final Publications publications;
  private final Map<String, Object> inputs;
  private final Map<String, Object> config;

  /**
   * Puts together what the handler may know.
   *
   * @param config placeholders resolved and expressions evaluated
   */
  StepInvocation(
      Attempt attempt,
      StepResults results,
      Publications publications,
      Map<String, Object> inputs,
      Map<String, Object> config) {
    this.attempt = attempt;
    this.results = results;
    this.publications = publications;
    this.inputs = inputs;
    this.config = config;
  }

  @Override
  public UUID taskId() {
    return attempt.claim().taskId();
  }

  @Override
  public UUID stepId() {
    return new StepId(taskId(), attempt.claim().stepNo()).toUuid();
  }

  @Override
  public String stepName() {
    return attempt.step().name();
  }

  @Override
  public String taskName() {
    return key().name();
  }

  @Override
  public String namespace() {
    return key().namespace();
  }

  @Override
  public String version() {
    return key().version();
  }

  @Override
  public int attempt() {
    return attempt.claim().attempt();
  }

  @Override
  public int retryLimit() {
    return attempt.claim().retryLimit();
  }

  @Override
  public Map<String, Object> context() {
    return attempt.task().context();
  }

  @Override
  public Map<String, Object> inputs() {
    return inputs;
  }

  @Override
  public Map<String, Object> config() {
    return config;
  }

  @Override
  public Map<String, Object> resultsOf(String stepName) {
    int stepNo =
        attempt
            .task()
            .template()
            .template()
            .number(stepName)
            .orElseThrow(
                () ->
                    new PermanentStepException(
                        "The task has no step \"" + stepName + "\" to take results of."));
    return results
        .of(attempt.task(), stepNo)
        .map(Json::object)
        .orElseThrow(
            () ->
                new PermanentStepException(
                    "The step \""
                        + stepName
                        + "\" has not finished. Let this step depend on it to use its results."));
  }

  @Override
  public String initiator() {
    return attempt.task().initiator();
  }

  @Override
  public String correlationId() {
    return attempt.task().correlationId();
  }

  @Override
  public String idempotencyKey() {
    return stepId().toString();
  }

  @Override
  public Optional<Duration> timeout() {
    return attempt.step().timeout();
  }

  @Override
  public boolean isCancelled() {
    return attempt.isCancelled();
  }

  @Override
  public void publish(String name, Map<String, Object> data) {
    publications.take(attempt, name, data);
  }

  private TemplateKey key() {
    return attempt.task().template().template().key();
  }
}
