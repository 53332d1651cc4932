package api_task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.handler.NewTask;
import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntegrationYamlExampleTest {

  private final IntegrationYamlExample handler = new IntegrationYamlExample();

  @Test
  void newTask_knowsWhereToOrderAndToPublish() {
    handler.ordersUrl = "http://shop.example/orders";
    handler.eventsUrl = "http://shop.example/events";
    var task = new RecordedTask();

    handler.prepare(task);

    assertThat(task.steps).containsOnlyKeys("create_order", "publish_event");
    assertThat(task.steps.get("create_order").inputs)
        .containsEntry("url", "http://shop.example/orders");
    assertThat(task.steps.get("publish_event").inputs)
        .containsEntry("url", "http://shop.example/events");
    assertThat(task.steps.values()).allMatch(step -> step.retryLimit == 5);
  }

  @Test
  void completeTask_isAnnotatedWithItsOrder() {
    var order = Map.<String, Object>of("order_id", "order-1", "total_cents", 2990L);
    var task =
        task(
            step("fetch_products", 3, Optional.of(Map.of("products", List.of()))),
            step("create_order", 1, Optional.of(order)));

    assertThat(handler.annotate(task))
        .containsEntry("order_id", "order-1")
        .containsEntry("total_cents", 2990L)
        .containsEntry("repeated_attempts", 2)
        .doesNotContainKey("products");
  }

  @Test
  void taskCancelledBeforeItsOrder_isAnnotatedWithoutOne() {
    var task =
        task(
            step("fetch_products", 1, Optional.empty()), step("create_order", 0, Optional.empty()));

    assertThat(handler.annotate(task)).isEqualTo(Map.of("repeated_attempts", 0));
  }

  private static TaskView task(StepView... steps) {
    return new TaskView(
        UUID.randomUUID(),
        "default",
        "api_task/integration_yaml_example",
        "0.1.0",
        TaskState.COMPLETE,
        Map.of("cart_id", 123L),
        "test",
        "a test",
        "test",
        List.of(),
        0,
        List.of(),
        "correlation",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(steps));
  }

  private static StepView step(String name, int attempts, Optional<Map<String, Object>> results) {
    return new StepView(
        UUID.randomUUID(),
        UUID.randomUUID(),
        name,
        StepState.COMPLETE,
        Optional.empty(),
        List.of(),
        attempts,
        3,
        true,
        false,
        Map.of(),
        results,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static final class RecordedTask implements NewTask {
    private final Map<String, RecordedStep> steps = new HashMap<>();

    @Override
    public UUID taskId() {
      return UUID.randomUUID();
    }

    @Override
    public Map<String, Object> context() {
      return Map.of("cart_id", 123L);
    }

    @Override
    public RecordedStep step(String name) {
      return steps.computeIfAbsent(name, unused -> new RecordedStep());
    }
  }

  private static final class RecordedStep implements NewTask.NewStep {
    private Map<String, Object> inputs = Map.of();
    private int retryLimit;

    @Override
    public RecordedStep inputs(Map<String, Object> given) {
      inputs = given;
      return this;
    }

    @Override
    public RecordedStep retryLimit(int attempts) {
      retryLimit = attempts;
      return this;
    }

    @Override
    public RecordedStep retryable(boolean retryable) {
      return this;
    }

    @Override
    public RecordedStep dependentSystem(String system) {
      return this;
    }
  }
}
