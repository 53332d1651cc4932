package dev.tasker.api.handler;

/**
 * Does the work of a step. Write one as a CDI bean; Tasker finds it by type and calls it once per
 * attempt.
 *
 * <p>A step template names its handler by {@link HandlerName}, by qualified class name or by simple
 * class name. Injection, interceptors and MicroProfile Fault Tolerance annotations work as on any
 * bean. One bean serves many steps at once: an {@code @ApplicationScoped} handler must be
 * thread-safe.
 *
 * <p>The call runs on a managed thread with the application's context, outside of any transaction.
 * What it returns is stored as the step's results in the same transaction that makes the step's
 * children ready.
 *
 * <p>With {@code jakarta.transaction.Transactional} on the class or the method, the call runs
 * inside of that transaction, too: what the handler writes through the server's default data source
 * is committed together with the step's success, or not at all. An exception, a time-out, a
 * cancellation or the death of the node leave nothing of it.
 *
 * <p>What an exception leads to: {@link PermanentStepException} fails the step for good, {@link
 * RetryableStepException} and every other exception is tried again while the template's retry limit
 * allows. A handler can be called more than once for the same step, for instance after its node
 * died: use {@link StepContext#idempotencyKey()} towards systems that act only once per key.
 *
 * <pre>{@code
 * @HandlerName("payments.charge_card")
 * @ApplicationScoped
 * public class ChargeCard implements StepHandler {
 *   public StepResult handle(StepContext step) {
 *     var order = step.resultsOf("create_order");
 *     return StepResult.of("charge_id", gateway.charge(order, step.idempotencyKey()));
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface StepHandler {

  /**
   * Does the step's work.
   *
   * @param step what is known of the attempt and of the steps before it
   * @return the results to store; {@link StepResult#empty()} if there are none
   * @throws Exception when the work failed, see the rules above
   */
  StepResult handle(StepContext step) throws Exception;
}
