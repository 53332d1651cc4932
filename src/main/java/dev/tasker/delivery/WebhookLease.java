package dev.tasker.delivery;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which node tells which webhook, and how far each has been told. A node has a webhook for some
 * time, which it prolongs while it tells; when the node dies, another takes the webhook when that
 * time is over, and goes on from the last place. Thread-safe.
 */
@ApplicationScoped
class WebhookLease {

  private static final NamedSql DUE = NamedSql.load("due_webhooks");
  private static final NamedSql LEASE = NamedSql.load("lease_webhook");
  private static final NamedSql RENEW = NamedSql.load("renew_webhooks");
  private static final NamedSql ADVANCE = NamedSql.load("advance_webhook");
  private static final NamedSql POSTPONE = NamedSql.load("postpone_webhook");
  private static final NamedSql GIVE_UP = NamedSql.load("give_up_event");
  private static final long LEASE_MS = 10_000;
  private static final int LONGEST_ERROR = 1_000;

  /** Who this node is to the others, for as long as it runs. */
  private final UUID me = UUID.randomUUID();

  private Database database;

  /** For the container. */
  @SuppressWarnings("NullAway")
  WebhookLease() {}

  @Inject
  WebhookLease(Database database) {
    this.database = database;
  }

  /** What a node must know of a webhook to tell it something. */
  record Leased(
      UUID webhookId,
      String url,
      List<String> events,
      Optional<String> configured,
      Optional<String> secret,
      int failures,
      FeedPosition position) {}

  /** The webhooks that this node may take now, and where they stand. */
  List<Leased> due() {
    return database.call(
        connection -> {
          try (var statement = DUE.on(connection).set("me", me);
              ResultSet row = statement.query()) {
            List<Leased> due = new ArrayList<>();
            while (row.next()) {
              due.add(read(row));
            }
            return due;
          }
        });
  }

  /** Takes a webhook; empty if another node has it, or it is switched off or not due. */
  Optional<Leased> take(UUID webhookId) {
    return database.call(
        connection -> {
          try (var statement =
                  LEASE
                      .on(connection)
                      .set("me", me)
                      .set("id", webhookId)
                      .set("lease_ms", LEASE_MS);
              ResultSet row = statement.query()) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
          }
        });
  }

  /** Keeps the webhooks that this node has, for some more time. */
  void renew() {
    update(RENEW, statement -> statement.set("me", me).set("lease_ms", LEASE_MS));
  }

  /**
   * The webhook has been told up to a place.
   *
   * @return false if this node has lost it meanwhile: another may have told the same again
   */
  boolean advance(UUID webhookId, FeedPosition place, int told, int givenUp) {
    return update(
            ADVANCE,
            statement ->
                statement
                    .set("me", me)
                    .set("id", webhookId)
                    .set("seen", place.seen())
                    .set("until", place.until().orElse(null))
                    .set("after", place.after())
                    .set("told", told)
                    .set("given_up", givenUp)
                    .set("lease_ms", LEASE_MS))
        > 0;
  }

  /** The receiver failed; it is told again after the delay, or never if it is gone for good. */
  void postpone(UUID webhookId, Duration delay, String error, boolean gone) {
    update(
        POSTPONE,
        statement ->
            statement
                .set("me", me)
                .set("id", webhookId)
                .set("error", cut(error))
                .set("delay_ms", delay.toMillis())
                .set("gone", gone));
  }

  /** Keeps on record that a receiver was not told of an event. */
  void giveUp(UUID webhookId, OutsideEvent event, int attempts, String error) {
    update(
        GIVE_UP,
        statement ->
            statement
                .set("id", webhookId)
                .set("event", event.id().toString())
                .set("name", event.name())
                .set("task", event.taskId())
                .set("attempts", attempts)
                .set("error", cut(error)));
  }

  private static Leased read(ResultSet row) throws SQLException {
    return new Leased(
        row.getObject("webhook_id", UUID.class),
        row.getString("url"),
        WebhookStore.texts(row.getArray("events")),
        text(row, "configured"),
        text(row, "secret"),
        row.getInt("failures"),
        new FeedPosition(row.getString("seen"), text(row, "until"), row.getLong("after_no")));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static String cut(String error) {
    String clean = error.replace('\0', ' ');
    return clean.length() <= LONGEST_ERROR ? clean : clean.substring(0, LONGEST_ERROR);
  }

  private int update(NamedSql sql, Parameters parameters) {
    return database.call(
        connection -> {
          try (NamedStatement statement = sql.on(connection)) {
            parameters.set(statement);
            return statement.update();
          }
        });
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  private interface Parameters {
    void set(NamedStatement statement) throws SQLException;
  }
}
