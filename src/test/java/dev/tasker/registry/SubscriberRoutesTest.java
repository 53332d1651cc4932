package dev.tasker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowEvent;
import dev.tasker.api.event.WorkflowSubscriber;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriberRoutesTest {

  private static final List<String> KNOWN =
      List.of(
          "task.completed", "task.failed", "step.failed", "step.retry_scheduled", "order.placed");

  @Test
  void methods_areRoutedByName() {
    SubscriberRoutes routes = SubscriberRoutes.of(Good.class, KNOWN);
    assertThat(routes.faults()).isEmpty();
    assertThat(routes.methods())
        .containsOnlyKeys("task.completed", "step.retry_scheduled", "order.placed");
    assertThat(routes.methods().get("step.retry_scheduled").getName())
        .isEqualTo("handleStepRetryScheduled");
  }

  @Test
  void subscriptionWithoutMethod_isRefused_withTheMethodToWrite() {
    assertThat(SubscriberRoutes.of(NoMethod.class, KNOWN).faults())
        .containsExactly(
            "it subscribes to \"task.failed\" but has no method for it; write public void"
                + " onTaskFailed(TaskEvent.Failed event)");
  }

  @Test
  void methodWithoutSubscription_isRefused_withTheNameToAdd() {
    assertThat(SubscriberRoutes.of(NoSubscription.class, KNOWN).faults())
        .containsExactly(
            "its method onStepFailed is never called; add \"step.failed\" to @SubscribeTo");
  }

  @Test
  void misspeltMethod_isRefused_withTheNearest() {
    assertThat(SubscriberRoutes.of(Misspelt.class, KNOWN).faults())
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .isEqualTo(
                        "its method onTaskComplete belongs to no event; did you mean onTaskCompleted?; rename"
                            + " it"));
  }

  @Test
  void unknownEvent_isRefused_withTheNearest() {
    assertThat(SubscriberRoutes.of(UnknownEvent.class, KNOWN).faults())
        .containsExactly("there is no event \"task.complete\"; did you mean 'task.completed'?");
  }

  @Test
  void wrongParameter_andHiddenMethod_areRefused() {
    assertThat(SubscriberRoutes.of(WrongParameter.class, KNOWN).faults())
        .containsExactly(
            "its method onTaskCompleted cannot take \"task.completed\"; let it take one parameter, a"
                + " TaskEvent.Completed or a WorkflowEvent",
            "its method onTaskFailed is not public; make it so");
  }

  @Test
  void noSubscriptionAtAll_isRefused() {
    assertThat(SubscriberRoutes.of(Nothing.class, KNOWN).faults())
        .singleElement()
        .asString()
        .contains("put @SubscribeTo");
  }

  /** Every way to write a method. */
  @SubscribeTo({"task.completed", "step.retry_scheduled", "order.placed"})
  public static class Good implements WorkflowSubscriber {
    public void onTaskCompleted(TaskEvent.Completed event) {}

    public void handleStepRetryScheduled(WorkflowEvent event) {}

    public void onOrderPlaced(CustomEvent event) {}

    public void onlyLooksSimilar(String text) {}
  }

  @SubscribeTo("task.failed")
  static class NoMethod implements WorkflowSubscriber {}

  @SubscribeTo("task.failed")
  static class NoSubscription implements WorkflowSubscriber {
    public void onTaskFailed(TaskEvent event) {}

    public void onStepFailed(StepEvent event) {}
  }

  @SubscribeTo("task.completed")
  static class Misspelt implements WorkflowSubscriber {
    public void onTaskComplete(TaskEvent event) {}
  }

  @SubscribeTo("task.complete")
  static class UnknownEvent implements WorkflowSubscriber {}

  @SubscribeTo({"task.completed", "task.failed"})
  static class WrongParameter implements WorkflowSubscriber {
    public void onTaskCompleted(StepEvent.Failed event) {}

    void onTaskFailed(TaskEvent.Failed event) {}
  }

  static class Nothing implements WorkflowSubscriber {}
}
