package dev.tasker.engine;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.DatabaseException;
import dev.tasker.database.NamedSql;
import dev.tasker.engine.OutcomeCommits.Effect;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a node does in its life, with the statements of the engine: tasks are started, run, retried,
 * cancelled, and taken over from a node that died. It may be told again from the beginning after it
 * was cut short, as clients do that send their requests again.
 */
final class CutStory {

  private static final NamedSql RECOVER = NamedSql.load("recover_node");
  private static final NamedSql CANCEL = NamedSql.load("cancel_task");

  private final EngineFixture engine;
  private final String name;
  private final boolean goesOn;

  private final Map<String, UUID> tasks = new LinkedHashMap<>();
  private final Map<StepKey, Integer> runs = new LinkedHashMap<>();
  private final Map<Integer, List<Outcome>> late = new LinkedHashMap<>();
  private final List<Integer> unrecovered = new ArrayList<>();
  private final Set<Long> begun = new HashSet<>();
  private final Set<UUID> failed = new HashSet<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private boolean doubt;
  private boolean abandoned;

  /**
   * A story that has not begun.
   *
   * @param goesOn whether the node survives a cut; otherwise {@link #die} must follow
   */
  CutStory(EngineFixture engine, String name, boolean goesOn) {
    this.engine = engine;
    this.name = name;
    this.goesOn = goesOn;
  }

  void tell() {
    recover();
    start("retried", "a", "b<a", "c<a", "d<b,c");
    work();
    UUID unwanted = start("unwanted", "x", "y<x");
    again(this::claim);
    again(() -> cancel(unwanted));
    work();
    start("orphaned", "m", "n<m");
    if (!abandoned) {
      again(this::claim);
      abandoned = true;
      die();
    }
    recover();
    work();
  }

  /** The node dies: what it knew is lost, though it may yet send what it had to say. */
  void die() {
    int dead = engine.node();
    late.put(dead, List.copyOf(outcomes));
    unrecovered.add(dead);
    outcomes.clear();
    doubt = false;
    engine.execute(
        "update engine_node set seen_at = now() - interval '1 min' where node_id = " + dead);
    engine.join(name);
  }

  Map<String, UUID> tasks() {
    return tasks;
  }

  /** How often the handler of a step was called. */
  Map<StepKey, Integer> runs() {
    return runs;
  }

  /** What nodes that were declared dead say now; it must change nothing. */
  List<Effect> tellLate() {
    List<Effect> effects = new ArrayList<>();
    int living = engine.node();
    late.forEach(
        (dead, said) -> {
          engine.actAs(dead);
          if (!said.isEmpty()) {
            effects.addAll(engine.commit(true, said.toArray(Outcome[]::new)));
          }
        });
    engine.actAs(living);
    return effects;
  }

  private UUID start(String task, String... graph) {
    var request = TaskRequest.named("test").idempotencyKey(name + task).build();
    again(() -> tasks.put(task, engine.store(request, graph)));
    return tasks.get(task);
  }

  private void recover() {
    while (!unrecovered.isEmpty()) {
      again(() -> recover(unrecovered.get(0)));
      unrecovered.remove(0);
    }
  }

  private void recover(int dead) {
    engine
        .session()
        .run(
            RECOVER,
            statement -> {
              statement
                  .set("dead", dead)
                  .set("by", engine.node())
                  .set("lease_ms", 10_000L)
                  .set("max_losses", 3);
              try (ResultSet rows = statement.query()) {
                return rows.next();
              }
            });
  }

  private void cancel(UUID task) {
    engine
        .session()
        .run(
            CANCEL,
            statement -> {
              statement.set("task", task).set("node", engine.node());
              statement.set("actor", "test").set("reason", "unwanted");
              try (ResultSet rows = statement.query()) {
                return rows.next();
              }
            });
  }

  /** Claims, runs and commits until nothing is left. */
  private void work() {
    boolean idle = false;
    while (!idle) {
      again(this::reconcile);
      again(this::commit);
      again(this::claim);
      idle = outcomes.isEmpty() && !doubt;
    }
  }

  private void claim() {
    engine.claim(10).forEach(this::run);
  }

  private void commit() {
    if (outcomes.isEmpty()) {
      return;
    }
    List<Effect> effects = engine.commit(true, outcomes.toArray(Outcome[]::new));
    outcomes.clear();
    doubt |= effects.stream().anyMatch(CutStory::isCommittedBefore);
    engine.started(effects).forEach(this::run);
  }

  private static boolean isCommittedBefore(Effect effect) {
    return effect instanceof Effect.Refused refused && refused.committedBefore();
  }

  /** After a lost answer: runs what this node holds without knowing. */
  private void reconcile() {
    if (doubt) {
      StepClaims.own(engine.session(), engine.node()).stream()
          .map(StepClaims.Claimed::claim)
          .filter(claim -> !begun.contains(claim.token()))
          .map(claim -> new Attempt(engine.task(claim.taskId()), claim))
          .forEach(this::run);
      doubt = false;
    }
  }

  private void run(Attempt attempt) {
    begun.add(attempt.claim().token());
    runs.merge(attempt.claim().key(), 1, Integer::sum);
    boolean fails = attempt.step().name().equals("b") && failed.add(attempt.claim().taskId());
    outcomes.add(
        fails ? EngineFixture.failure(attempt, Duration.ZERO) : EngineFixture.success(attempt));
  }

  private void again(Runnable act) {
    try {
      act.run();
    } catch (DatabaseException cut) {
      if (!goesOn) {
        throw cut;
      }
      doubt = true;
      act.run();
    }
  }
}
