package dev.tasker.engine;

import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import dev.tasker.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The statements that commit outcomes; see {@code db/function/R__commit_outcomes.sql}, and {@code
 * R__commit_success.sql} for the plainest of them.
 */
final class OutcomeCommits {

  private static final NamedSql COMMIT_SUCCESS = NamedSql.load("commit_success");
  private static final NamedSql COMMIT = NamedSql.load("commit_outcomes");
  private static final NamedSql COMMIT_AND_PUBLISH = NamedSql.load("commit_and_publish");

  private OutcomeCommits() {}

  /**
   * A child of a successful step.
   *
   * @param outcome the place of the outcome it waits for, from 0
   * @param child its number
   * @param start whether this node has reserved capacity to start it at once
   */
  record Edge(int outcome, int child, boolean start) {}

  /** One thing that the commit brought about. */
  sealed interface Effect {
    /** The outcome at that place is committed; a retry follows after the delay, if there is one. */
    record Accepted(int outcome, Optional<Duration> retryAfter) implements Effect {}

    /** The outcome came late; or had been committed already, and only the answer was lost. */
    record Refused(int outcome, boolean committedBefore, String stepState) implements Effect {}

    /** A child that this node is to run now. */
    record Claimed(Claim claim) implements Effect {}

    /** A child that waits in the queue. */
    record Queued(UUID taskId, int stepNo) implements Effect {}

    /** A task has a new state. */
    record TaskChanged(UUID taskId, String state) implements Effect {}
  }

  /**
   * Commits outcomes, in one transaction.
   *
   * @throws dev.tasker.database.DatabaseException if that failed; where the connection was lost,
   *     they may have been committed nevertheless
   */
  static List<Effect> commit(
      Session session, int nodeId, long tokenBase, List<Outcome> outcomes, List<Edge> edges) {
    var published = PublishedEvents.of(outcomes);
    if (outcomes.size() == 1
        && outcomes.get(0).kind() == Outcome.Kind.SUCCESS
        && edges.size() <= 1
        && published.isEmpty()) {
      return commitSuccess(session, nodeId, tokenBase, outcomes.get(0), edges);
    }
    return session.run(
        published.isEmpty() ? COMMIT : COMMIT_AND_PUBLISH,
        statement -> {
          statement.set("node", nodeId).set("token_base", tokenBase);
          bindOutcomes(statement, outcomes);
          bindEdges(statement, edges);
          published.bind(statement);
          return effects(statement);
        });
  }

  private static List<Effect> commitSuccess(
      Session session, int nodeId, long tokenBase, Outcome outcome, List<Edge> child) {
    Claim claim = claim(outcome);
    return session.run(
        COMMIT_SUCCESS,
        statement ->
            effects(
                statement
                    .set("node", nodeId)
                    .set("token_base", tokenBase)
                    .set("task", claim.taskId())
                    .set("step", claim.stepNo())
                    .set("attempt", claim.attempt())
                    .set("token", claim.token())
                    .set("results", outcome.document())
                    .set("child", child.isEmpty() ? null : child.get(0).child())
                    .set("start", !child.isEmpty() && child.get(0).start())));
  }

  private static void bindOutcomes(NamedStatement statement, List<Outcome> outcomes)
      throws SQLException {
    statement
        .setArray("task", "uuid", array(outcomes, outcome -> claim(outcome).taskId()))
        .setArray("step", "int4", array(outcomes, outcome -> claim(outcome).stepNo()))
        .setArray("attempt", "int4", array(outcomes, outcome -> claim(outcome).attempt()))
        .setArray("token", "int8", array(outcomes, outcome -> claim(outcome).token()))
        .setArray("kind", "int2", array(outcomes, outcome -> outcome.kind().code()))
        .setArray("document", "text", outcomes.stream().map(Outcome::document).toArray())
        .setArray("delay_ms", "int8", array(outcomes, outcome -> outcome.delay().toMillis()))
        .setArray("forgiven", "bool", array(outcomes, Outcome::forgiven));
  }

  private static void bindEdges(NamedStatement statement, List<Edge> edges) throws SQLException {
    statement
        .setArray("edge_outcome", "int4", array(edges, edge -> edge.outcome() + 1))
        .setArray("edge_child", "int4", array(edges, Edge::child))
        .setArray("edge_start", "bool", array(edges, Edge::start));
  }

  private static List<Effect> effects(NamedStatement statement) throws SQLException {
    List<Effect> effects = new ArrayList<>();
    try (ResultSet row = statement.query()) {
      while (row.next()) {
        effects.add(effect(row));
      }
    }
    return effects;
  }

  private static Effect effect(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return switch (kind) {
      case "accepted" -> new Effect.Accepted(row.getInt("number") - 1, delay(row));
      case "refused" ->
          new Effect.Refused(
              row.getInt("number") - 1,
              row.getInt("attempt") == 1,
              Optional.ofNullable(row.getString("word")).orElse("unknown"));
      case "claimed" -> new Effect.Claimed(claim(row));
      case "queued" ->
          new Effect.Queued(row.getObject("task_id", UUID.class), row.getInt("step_no"));
      case "task" ->
          new Effect.TaskChanged(row.getObject("task_id", UUID.class), row.getString("word"));
      default -> throw new IllegalStateException("commit_outcomes returned a " + kind);
    };
  }

  private static Optional<Duration> delay(ResultSet row) throws SQLException {
    long delay = row.getLong("delay_ms");
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(delay));
  }

  /** The claim in a row of any statement that returns one. */
  static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        row.getObject("task_id", UUID.class),
        row.getInt("step_no"),
        row.getInt("attempt"),
        row.getLong("token"),
        row.getInt("forgiven"),
        row.getInt("retry_limit"),
        Optional.ofNullable(row.getString("inputs")));
  }

  private static Claim claim(Outcome outcome) {
    return outcome.attempt().claim();
  }

  private static <T> Object[] array(List<T> of, Function<T, Object> part) {
    return of.stream().map(part).toArray();
  }
}
