package dev.tasker.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tasker.tool.unruly.Mood;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * An HTTP server that the steps of a test call. It takes its time for each answer, or keeps all
 * answers back, and remembers who called how often: what really happened outside of the engine.
 */
final class Witness implements AutoCloseable {

  /** A diamond and a tail, whose steps each call the witness by the name of task and step. */
  static final String TEMPLATE =
      """
      name: work
      version: 1.0.0
      step_templates:
        - name: a
          handler_config: &call
            type: api
            method: POST
            url: ${WITNESS}/#{task.task_id}/#{step.name}
        - {name: b, depends_on_step: a, handler_config: *call}
        - {name: c, depends_on_step: a, handler_config: *call}
        - {name: d, depends_on_steps: [b, c], handler_config: *call}
        - {name: e, depends_on_step: d, handler_config: *call}
      """;

  static final int STEPS = 5;

  private static final int QUICKEST_MS = 100;
  private static final int SPREAD_MS = 300;

  private final HttpServer server;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final AtomicInteger moment = new AtomicInteger();
  private final Map<String, Integer> firstCalls = new ConcurrentHashMap<>();
  private final Map<String, Integer> firstSuccesses = new ConcurrentHashMap<>();
  private volatile Script script = (caller, call) -> 200;
  private final AtomicInteger answered = new AtomicInteger();
  private final List<HttpExchange> kept = new ArrayList<>();
  private boolean keeping;

  /** What it answers. */
  interface Script {
    /**
     * The status for a call.
     *
     * @param call the number of the caller's call, from 1
     * @return 0 to let the caller wait for ever
     */
    int status(String caller, int call);
  }

  Witness() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::called);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void called(HttpExchange exchange) {
    String caller = exchange.getRequestURI().getPath().substring(1);
    int status = script.status(caller, calls.merge(caller, 1, Integer::sum));
    firstCalls.putIfAbsent(caller, moment.incrementAndGet());
    if (status > 0 && !keep(exchange)) {
      int pace = QUICKEST_MS + Math.floorMod(caller.hashCode(), SPREAD_MS);
      clock.schedule(() -> answer(caller, exchange, status), pace, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized boolean keep(HttpExchange exchange) {
    return keeping && kept.add(exchange);
  }

  private void answer(String caller, HttpExchange exchange, int status) {
    if (status == Mood.GOOD.status() || status == Mood.SLOW.status()) {
      firstSuccesses.putIfAbsent(caller, moment.incrementAndGet());
    }
    answer(exchange, status);
  }

  private void answer(HttpExchange exchange, int status) {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
      answered.incrementAndGet();
    } catch (IOException callerIsGone) {
      // It was killed, as the test wanted.
      exchange.close();
    }
  }

  /** From now on answers as that script says, rather than 200. */
  void follow(Script newScript) {
    script = newScript;
  }

  /** How often each caller has called. */
  Map<String, Integer> calls() {
    return Map.copyOf(calls);
  }

  /** When each caller called for the first time; moments count up from 1. */
  Map<String, Integer> firstCalls() {
    return Map.copyOf(firstCalls);
  }

  /** When each caller was first answered in a way that lets it succeed. */
  Map<String, Integer> firstSuccesses() {
    return Map.copyOf(firstSuccesses);
  }

  /** From now on answers nobody. */
  synchronized void keepBack() {
    keeping = true;
  }

  /** Answers those that wait, and whoever calls from now on. */
  synchronized void goOn() {
    keeping = false;
    kept.forEach(exchange -> answer(exchange, 200));
    kept.clear();
  }

  /** How many calls it has answered. */
  int answered() {
    return answered.get();
  }

  /** Whether each call has been answered. */
  boolean isIdle() {
    return calls.values().stream().mapToInt(Integer::intValue).sum() == answered.get();
  }

  /** Who called more than once, as task and step. */
  Set<String> calledAgain() {
    return calls.entrySet().stream()
        .filter(call -> call.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    server.stop(0);
    clock.shutdownNow();
  }
}
