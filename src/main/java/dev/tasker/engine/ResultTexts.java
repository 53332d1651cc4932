package dev.tasker.engine;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.api.handler.StepResult;
import dev.tasker.database.Json;
import dev.tasker.database.NotJsonException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Turns what a handler returned into what is stored, within the limits. Thread-safe. */
@ApplicationScoped
class ResultTexts {

  @Inject private EngineConfig config;

  /**
   * The results as JSON text; null if there are none.
   *
   * @throws PermanentStepException if they cannot be stored; says why and what to do
   */
  @Nullable String text(@Nullable StepResult result) {
    if (result == null) {
      throw new PermanentStepException(
          "The handler returned null. Return StepResult.empty() if there are no results.");
    }
    if (result.results().isEmpty()) {
      return null;
    }
    try {
      String text = Json.text(result.results());
      if (text.length() > config.maxResultSize()) {
        throw new PermanentStepException(
            "The results have %d characters, more than the %d that tasker.engine.max-result-size allows. Store large data elsewhere and return where it is."
                .formatted(text.length(), config.maxResultSize()),
            StepFailure.code("result_too_large"));
      }
      return text;
    } catch (NotJsonException e) {
      throw new PermanentStepException(
          "The results cannot be stored as JSON: " + e.getMessage(),
          StepFailure.code("result_not_json"),
          e);
    }
  }
}
