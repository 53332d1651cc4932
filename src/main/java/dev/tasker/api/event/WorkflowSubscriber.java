package dev.tasker.api.event;

/**
 * Is told of the events that its {@link SubscribeTo} names, each by a method of its own. Write one
 * as a CDI bean; it is found by type when the application starts.
 *
 * <pre>{@code
 * @SubscribeTo({"task.completed", "step.failed"})
 * @ApplicationScoped
 * public class Alerts implements WorkflowSubscriber {
 *   public void onTaskCompleted(TaskEvent.Completed event) {…}
 *   public void onStepFailed(StepEvent.Failed event) {…}
 * }
 * }</pre>
 *
 * <p>A method is called {@code on} or {@code handle} and the event's name in camel case, is public,
 * and takes the event: of its type, or of one above it ({@link StepEvent}, {@link WorkflowEvent});
 * {@link CustomEvent} for the application's own. A subscription without its method, or a method
 * without its subscription, is refused at start-up.
 *
 * <p>Each subscriber is called by one thread at a time, in the order of the events, without a
 * transaction. What it throws is logged and counted. One that is slower than its events come lets
 * up to {@code tasker.events.queue} of them wait; what comes beyond that is dropped and counted.
 *
 * @since 0.1
 */
public interface WorkflowSubscriber {}
