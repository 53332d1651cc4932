package api_task;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Fetches the task's cart. Results: {@code cart_id}, {@code lines}. */
@ApplicationScoped
public class CartFetchStepHandler implements StepHandler {

  @Inject ShopClient shop;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    var cartId = step.context().get("cart_id");
    var params = new LinkedHashMap<>(StepConfig.params(step));
    // The template's params name cart 1 as a sample. Which cart a task is about stands in its
    // context, which the template's schema requires: so the context wins.
    params.put("cart_id", cartId);
    try {
      return StepResult.of(
          Json.toResults(shop.get(step, StepConfig.url(step), params, Cart.class)));
    } catch (PermanentStepException refused) {
      if (refused.failure().httpStatus().equals(Optional.of(404))) {
        throw new PermanentStepException(
            refused.getMessage()
                + " Trying again would not help: start a new task with the cart_id of a cart that"
                + " exists.",
            refused.failure(),
            refused);
      }
      throw refused;
    }
  }
}
