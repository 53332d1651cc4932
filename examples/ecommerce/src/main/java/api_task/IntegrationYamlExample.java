package api_task;

import dev.tasker.api.handler.NewTask;
import dev.tasker.api.handler.TaskHandler;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What belongs to the task as a whole: its steps' defaults, and a summary when it has ended. */
@ApplicationScoped
public class IntegrationYamlExample implements TaskHandler {

  /** Ordering and publishing carry an idempotency key, so it costs nothing to be more patient. */
  private static final int PATIENT = 5;

  @Inject
  @ConfigProperty(name = "shop.orders-url", defaultValue = "http://localhost:3000/api/orders")
  String ordersUrl;

  @Inject
  @ConfigProperty(name = "shop.events-url", defaultValue = "http://localhost:3000/api/events")
  String eventsUrl;

  /** Tells the two steps that have no {@code handler_config} where to send what they have. */
  @Override
  public void prepare(NewTask task) {
    task.step("create_order").inputs(Map.of("url", ordersUrl)).retryLimit(PATIENT);
    task.step("publish_event").inputs(Map.of("url", eventsUrl)).retryLimit(PATIENT);
  }

  /** Notes the order, if there is one, and how many attempts had to be repeated. */
  @Override
  public Map<String, Object> annotate(TaskView task) {
    var notes = new LinkedHashMap<String, Object>();
    task.steps().stream()
        .filter(step -> step.name().equals("create_order"))
        .flatMap(step -> step.results().stream())
        .forEach(order -> notes.putAll(order));
    notes.put(
        "repeated_attempts",
        task.steps().stream().mapToInt(StepView::attempts).map(n -> Math.max(0, n - 1)).sum());
    return notes;
  }
}
