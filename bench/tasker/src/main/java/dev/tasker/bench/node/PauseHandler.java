package dev.tasker.bench.node;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Holds its thread for 20 ms without using a processor, as a call of another system does. */
@ApplicationScoped
@HandlerName("pause")
public class PauseHandler implements StepHandler {

  private static final long PAUSE_NS = Duration.ofMillis(20).toNanos();

  @Inject private StepClock clock;

  @Override
  public StepResult handle(StepContext step) {
    clock.began(step.taskId());
    LockSupport.parkNanos(PAUSE_NS);
    clock.ended(step.taskId());
    return StepResult.of("ok", true);
  }
}
