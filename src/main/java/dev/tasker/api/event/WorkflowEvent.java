package dev.tasker.api.event;

/**
 * Something that the engine tells, after it was committed: never of what was rolled back.
 *
 * <p>Observe a type, and get all that are assignable to it:
 *
 * <pre>{@code
 * void on(@Observes StepEvent.Completed event) {…}   // one kind
 * void on(@Observes TaskEvent event) {…}             // all of tasks
 * void on(@ObservesAsync WorkflowEvent event) {…}    // everything, on a thread of its own
 * }</pre>
 *
 * <p>An event that carries a change of state is fired once over the cluster: on the node that made
 * the change, after its commit; not at all if that node dies before it came to it. Whoever must not
 * miss one takes a webhook or the event stream. Observers run on a managed thread without a
 * transaction, never on the engine's; what they throw is logged and counted, and changes no task.
 *
 * @since 0.1
 */
public sealed interface WorkflowEvent
    permits TaskEvent, StepEvent, EngineEvent, RegistryEvent, CustomEvent {

  /** The public name, for instance {@code task.completed}. */
  default String name() {
    return EventNames.of(this);
  }
}
