package dev.tasker.it.ledger;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.Tasks;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Posts to the ledger, then does what the task's context says for the step: {@code {"script":
 * {"<step>": […]}}}, a list of acts. Acts that end with {@code once} are for the first attempt.
 */
@HandlerName("ledger.post")
@Transactional
@ApplicationScoped
public class PostHandler implements StepHandler {

  @Inject private Ledger ledger;
  @Inject private Tasks tasks;
  @Resource private TransactionSynchronizationRegistry transaction;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    var result = StepResult.of("attempt", step.attempt());
    List<String> script = script(step);
    ledger.post(step, script.contains("refused_by_commit") ? "refuse" : "jdbc");
    for (String act : script) {
      if (step.attempt() == 1 || !act.endsWith("once")) {
        result = act(act, step, result);
      }
    }
    return result;
  }

  private StepResult act(String act, StepContext step, StepResult result) throws Exception {
    switch (act) {
      case "jpa" -> ledger.persist(step, "jpa");
      case "throw_once" -> throw new IllegalStateException("the ledger is closed");
      case "throw_checked_once" -> throw new IOException("the ledger is closed");
      case "fail" -> throw new PermanentStepException("the account is closed");
      case "hold_once" -> hold(4_000);
      case "mark_once" -> transaction.setRollbackOnly();
      case "break" -> ledger.breakTransaction();
      case "die_in_commit_once" -> ledger.post(step, "die");
      case "start" -> {
        return result.and("started", start(step, false));
      }
      case "start_later" -> {
        return result.and("started", start(step, true));
      }
      default -> result.and(act, true);
    }
    return result;
  }

  private String start(StepContext step, boolean later) {
    var request =
        TaskRequest.named("ledger_single")
            .initiator("ledger")
            .reason(step.taskId() + "/" + step.attempt())
            .sourceSystem("tests");
    if (later) {
      request.runAt(Instant.now().plusMillis(700));
    }
    return tasks.start(request.build()).taskId().toString();
  }

  /** Holds on, whoever interrupts. */
  private static void hold(long milliseconds) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    var never = new CountDownLatch(1);
    long left = end - System.nanoTime();
    while (left > 0) {
      try {
        if (never.await(left, TimeUnit.NANOSECONDS)) {
          return;
        }
      } catch (InterruptedException deaf) {
        // It does not listen, as the test wants.
      }
      left = end - System.nanoTime();
    }
  }

  @SuppressWarnings("unchecked") // The tests write it so.
  static List<String> script(StepContext step) {
    var scripts = (Map<String, Object>) step.context().getOrDefault("script", Map.of());
    return (List<String>) scripts.getOrDefault(step.stepName(), List.of());
  }
}
