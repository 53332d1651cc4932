package api_task;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletionStage;

/**
 * Tells the shop's event endpoint of the order. Results: {@code event_id}.
 *
 * <p>It shows the other kind of handler: it returns at once, and no thread waits for the answer.
 */
@ApplicationScoped
public class PublishEventStepHandler implements AsyncStepHandler {

  @Inject ShopClient shop;

  @Override
  public CompletionStage<StepResult> handle(StepContext step) {
    var event = new LinkedHashMap<String, Object>();
    event.put("event", "order_created");
    event.put("task_id", step.taskId().toString());
    event.put("order", step.resultsOf("create_order"));
    return shop.postLater(step, StepConfig.inputUrl(step), event, Receipt.class)
        .thenApply(receipt -> StepResult.of("event_id", receipt.eventId()));
  }

  /** The shop's confirmation. */
  public record Receipt(String eventId) {}
}
