package dev.tasker.engine;

import dev.tasker.api.event.DeclaredEvent;
import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.database.Json;
import dev.tasker.database.NotJsonException;
import dev.tasker.event.CodeEvents;
import dev.tasker.event.EventConfig;
import dev.tasker.template.CustomEvent;
import dev.tasker.template.NearestName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes the events that handlers publish, to be committed with their attempt. Thread-safe. */
@ApplicationScoped
class Publications {

  private static final String CODE = "event_refused";

  @Inject private CodeEvents declaredInCode;
  @Inject private EventConfig config;
  @Inject private EngineConfig engine;

  /**
   * An event on its way into the database.
   *
   * @param name as declared
   * @param payload JSON text
   */
  record Publication(String name, String payload) {}

  /**
   * Takes an event.
   *
   * @throws PermanentStepException if it is not declared, is not JSON, or is too much
   */
  void take(Attempt attempt, String name, Map<String, Object> data) {
    checkName(attempt, name);
    String payload = text(name, data);
    if (payload.length() > engine.maxResultSize()) {
      throw refused(
          "The data of \"%s\" has %d characters, more than the %d that tasker.engine.max-result-size allows."
              .formatted(name, payload.length(), engine.maxResultSize()));
    }
    if (!attempt.publish(new Publication(name, payload), config.maxPublished())) {
      throw refused(
          "The attempt has published %d events, as many as tasker.events.max-published allows."
              .formatted(config.maxPublished()));
    }
  }

  private void checkName(Attempt attempt, String name) {
    List<String> ofTheStep = attempt.step().customEvents().stream().map(CustomEvent::name).toList();
    if (ofTheStep.contains(name) || declaredInCode.has(name)) {
      return;
    }
    var known = new ArrayList<>(ofTheStep);
    declaredInCode.events().stream().map(DeclaredEvent::name).forEach(known::add);
    throw refused(
        "The event \"%s\" is not declared%s. Add it to custom_events of the step \"%s\", or declare it in a CustomEvents bean."
            .formatted(name, NearestName.question(name, known), attempt.step().name()));
  }

  private static String text(String name, Map<String, Object> data) {
    try {
      return Json.text(data);
    } catch (NotJsonException e) {
      throw new PermanentStepException(
          "The data of \"" + name + "\" cannot be stored as JSON: " + e.getMessage(),
          StepFailure.code(CODE),
          e);
    }
  }

  private static PermanentStepException refused(String message) {
    return new PermanentStepException(message, StepFailure.code(CODE));
  }
}
