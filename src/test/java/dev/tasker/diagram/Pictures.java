package dev.tasker.diagram;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Builds diagrams for tests. */
final class Pictures {

  private static final Instant AT = Instant.parse("2026-07-01T10:00:00Z");
  private static final UUID TASK = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");

  private final List<StepView> steps = new ArrayList<>();

  Pictures step(String name, StepState state, String... parents) {
    return step(name, state, 1, false, parents);
  }

  Pictures step(String name, StepState state, int attempts, boolean retried, String... parents) {
    steps.add(
        new StepView(
            TASK,
            TASK,
            name,
            state,
            Optional.empty(),
            List.of(parents),
            attempts,
            3,
            true,
            false,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            retried ? Optional.of(AT) : Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  /** A step in each state. */
  static Diagram ofEveryState() {
    return new Pictures()
        .step("fetch", StepState.COMPLETE)
        .step("run", StepState.IN_PROGRESS, 2, false, "fetch")
        .step("wait", StepState.PENDING, 0, false, "run")
        .step("retry", StepState.ERROR, 1, true, "fetch")
        .step("fail", StepState.ERROR, 3, false, "fetch")
        .step("stop", StepState.CANCELLED, 0, false, "fail")
        .step("resolve", StepState.RESOLVED_MANUALLY, 0, false, "retry", "stop")
        .build("shop/order");
  }

  /** The example of the README. */
  static Diagram ofTheOrder() {
    return new Pictures()
        .step("fetch_cart", StepState.COMPLETE)
        .step("fetch_products", StepState.COMPLETE, 3, false)
        .step("validate_products", StepState.COMPLETE, "fetch_cart", "fetch_products")
        .step("create_order", StepState.IN_PROGRESS, "validate_products")
        .step("publish_event", StepState.PENDING, 0, false, "create_order")
        .build("api_task/integration_yaml_example");
  }

  Diagram build(String name) {
    return Diagram.of(
        new TaskView(
            TASK,
            "default",
            name,
            "0.1.0",
            TaskState.IN_PROGRESS,
            Map.of(),
            "i",
            "r",
            "s",
            List.of(),
            0,
            List.of(),
            "c",
            AT,
            Optional.empty(),
            Optional.of(AT),
            Optional.empty(),
            Map.of(),
            steps));
  }
}
