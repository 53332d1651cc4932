package api_task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tasker.api.handler.PermanentStepException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductsValidateStepHandlerTest {

  private final ProductsValidateStepHandler handler = new ProductsValidateStepHandler();

  @Test
  void enoughInStock_addsUpTheTotal() {
    var result = handler.handle(step(line("mug", 2), line("notebook", 1)));

    assertThat(result.results()).containsEntry("cart_id", 7L).containsEntry("total_cents", 2990L);
  }

  @Test
  void severalThingsMissing_namesThemAll() {
    var step = step(line("mug", 9), line("sundial", 1), line("notebook", 1));

    var failure = catchThrowableOfType(PermanentStepException.class, () -> handler.handle(step));

    assertThat(failure)
        .hasMessageContainingAll("Cart 7", "9 mug wanted, 3 left", "sundial is not sold any more")
        .hasMessageNotContaining("notebook");
    assertThat(failure.failure().code()).contains("out_of_stock");
  }

  @Test
  void emptyCart_failsForGood() {
    var failure = catchThrowableOfType(PermanentStepException.class, () -> handler.handle(step()));

    assertThat(failure).hasMessageContaining("Cart 7 is empty");
    assertThat(failure.failure().code()).contains("empty_cart");
  }

  private static FakeStep step(Object... lines) {
    var mug = Map.of("sku", "mug", "name", "Mug", "price_cents", 1250L, "stock", 3L);
    var notebook = Map.of("sku", "notebook", "name", "Notebook", "price_cents", 490L, "stock", 9L);
    return FakeStep.named("validate_products")
        .results("fetch_cart", Map.of("cart_id", 7L, "lines", List.of(lines)))
        .results("fetch_products", Map.of("products", List.of(mug, notebook)));
  }

  private static Map<String, Object> line(String sku, long quantity) {
    return Map.of("sku", sku, "quantity", quantity);
  }
}
