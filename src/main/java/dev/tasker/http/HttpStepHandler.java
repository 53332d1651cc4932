package dev.tasker.http;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepResult;
import dev.tasker.egress.EgressConfig;
import dev.tasker.template.ConfigCheck;
import dev.tasker.template.ConfigProblem;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Calls an HTTP server as {@code handler_config} describes: the handler of steps of {@code type:
 * api} that name none. How many calls are under way at once is bounded by the engine, not by
 * threads.
 */
@HandlerName("tasker.http")
@ManagedExecutorDefinition(name = HttpStepHandler.EXECUTOR, maxAsync = HttpStepHandler.THREADS)
@ApplicationScoped
class HttpStepHandler implements AsyncStepHandler, ConfigCheck {

  static final String EXECUTOR = "java:app/concurrent/tasker-http";

  /** For short pieces of work, and for the search of names that takes long now and then. */
  static final int THREADS = 8;

  private static final long IDLE_MS = 10_000;

  @Resource(lookup = EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private HttpConfig config;
  @Inject private EgressConfig hosts;
  @Inject private Clock clock;

  private LastingThreads threads;
  private HttpCalls calls;

  @PostConstruct
  void open() {
    threads = new LastingThreads(executor, THREADS, IDLE_MS);
    calls = new HttpCalls(config.settings(), hosts.egress(), clock, threads);
  }

  @PreDestroy
  void close() {
    threads.close();
  }

  @Override
  public List<ConfigProblem> problems(Map<String, Object> stepConfig) {
    return HttpStepConfig.problems(stepConfig);
  }

  @Override
  public CompletionStage<StepResult> handle(StepContext step) {
    return calls.begin(step);
  }
}
