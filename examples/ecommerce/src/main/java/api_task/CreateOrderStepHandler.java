package api_task;

import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Orders the validated cart. Results: {@code order_id}, {@code cart_id}, {@code total_cents}.
 *
 * <p>An attempt may have reached the shop although its answer never came back, so the call may be
 * made again. It carries the step's idempotency key, and the shop makes one order per key.
 */
@ApplicationScoped
public class CreateOrderStepHandler implements StepHandler {

  @Inject ShopClient shop;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    var cart = step.resultsOf("validate_products");
    var order = shop.post(step, StepConfig.inputUrl(step), cart, Order.class);
    return StepResult.of(Json.toResults(order));
  }
}
