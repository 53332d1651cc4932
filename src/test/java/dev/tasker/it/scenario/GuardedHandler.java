package dev.tasker.it.scenario;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;

/** Fails twice, which opens its circuit for a while; then works. */
@HandlerName("guarded")
@ApplicationScoped
public class GuardedHandler implements StepHandler {

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  @CircuitBreaker(requestVolumeThreshold = 2, failureRatio = 1, delay = 700)
  public StepResult handle(StepContext step) {
    int call = calls.incrementAndGet();
    if (call <= 2) {
      throw new IllegalStateException("the guarded system is down");
    }
    return StepResult.of("calls", call);
  }
}
