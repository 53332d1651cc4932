package api_task;

import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Fetches the products with price and stock. Results: {@code products}. */
@ApplicationScoped
public class ProductsFetchStepHandler implements StepHandler {

  @Inject ShopClient shop;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    var catalog = shop.get(step, StepConfig.url(step), StepConfig.params(step), Catalog.class);
    return StepResult.of(Json.toResults(catalog));
  }
}
