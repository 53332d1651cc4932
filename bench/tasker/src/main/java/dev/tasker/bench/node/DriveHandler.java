package dev.tasker.bench.node;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.Tasks;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Drives a workload from inside the engine's JVM, as a program does that embeds Tasker: starts
 * tasks with {@link Tasks#start} and waits until the database says that they are complete.
 *
 * <p>Context: {@code template}, {@code steps} of it, {@code tasks} to start, {@code clients} that
 * start them (1: one task after the other, each waited for), {@code seconds} after which it gives
 * up. Result: {@code wall_ms}, {@code latency_ms} and {@code hand_off_ms} with {@code p50} and
 * {@code p99}.
 */
@ApplicationScoped
@HandlerName("drive")
public class DriveHandler implements StepHandler {

  @Inject private Tasks tasks;
  @Inject private StepClock clock;
  @Resource private DataSource database;
  @Resource private ManagedExecutorService executor;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    var order = Order.of(step.context());
    clock.reset(order.clients() == 1);
    return order.clients() == 1 ? oneByOne(order) : allAtOnce(order, step.taskId());
  }

  private StepResult oneByOne(Order order) throws Exception {
    var unfinished = new Unfinished(database, order.seconds());
    List<Double> latencies = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 1; i <= order.tasks(); i++) {
      int expected = i * order.steps();
      long submitted = System.nanoTime();
      unfinished.awaitOne(start(order), () -> clock.handled() >= expected);
      latencies.add((System.nanoTime() - submitted) / 1e6);
    }
    return Figures.of((System.nanoTime() - begin) / 1e6, latencies, clock.handOffs());
  }

  private StepResult allAtOnce(Order order, UUID driver) throws Exception {
    var unfinished = new Unfinished(database, order.seconds());
    var next = new AtomicInteger();
    Callable<Void> client =
        () -> {
          while (next.getAndIncrement() < order.tasks()) {
            start(order);
          }
          return null;
        };
    long begin = System.nanoTime();
    List<Future<Void>> clients = new ArrayList<>();
    for (int i = 0; i < order.clients(); i++) {
      clients.add(executor.submit(client));
    }
    for (Future<Void> each : clients) {
      each.get();
    }
    unfinished.awaitAllAfter(driver, () -> clock.handled() >= order.tasks() * order.steps());
    return Figures.of((System.nanoTime() - begin) / 1e6, List.of(), List.of());
  }

  private UUID start(Order order) {
    return tasks
        .start(
            TaskRequest.named(order.template())
                .initiator("bench")
                .reason("bench")
                .sourceSystem("bench")
                .build())
        .taskId();
  }
}
