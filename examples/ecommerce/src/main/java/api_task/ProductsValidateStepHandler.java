package api_task;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that all of the cart can be delivered. Results: {@code cart_id}, {@code total_cents}.
 * Needs no other system, so it fails for good or succeeds, and always the same.
 */
@ApplicationScoped
public class ProductsValidateStepHandler implements StepHandler {

  @Override
  public StepResult handle(StepContext step) {
    var cart = Json.fromResults(step.resultsOf("fetch_cart"), Cart.class);
    var catalog = Json.fromResults(step.resultsOf("fetch_products"), Catalog.class);
    if (cart.lines().isEmpty()) {
      throw refusal(
          "empty_cart", "Cart " + cart.cartId() + " is empty: there is nothing to order.");
    }
    var missing =
        cart.lines().stream()
            .flatMap(line -> whatIsMissing(line, catalog).stream())
            .collect(Collectors.joining("; "));
    if (!missing.isEmpty()) {
      throw refusal("out_of_stock", "Cart " + cart.cartId() + " cannot be delivered: " + missing);
    }
    return StepResult.of("cart_id", cart.cartId()).and("total_cents", total(cart, catalog));
  }

  private static Optional<String> whatIsMissing(Cart.Line line, Catalog catalog) {
    var product = catalog.find(line.sku());
    if (product.isEmpty()) {
      return Optional.of(line.sku() + " is not sold any more");
    }
    if (product.get().stock() < line.quantity()) {
      return Optional.of(
          line.quantity() + " " + line.sku() + " wanted, " + product.get().stock() + " left");
    }
    return Optional.empty();
  }

  private static long total(Cart cart, Catalog catalog) {
    return cart.lines().stream()
        .mapToLong(line -> line.quantity() * catalog.find(line.sku()).orElseThrow().priceCents())
        .sum();
  }

  private static PermanentStepException refusal(String code, String message) {
    return new PermanentStepException(message, StepFailure.code(code));
  }
}
