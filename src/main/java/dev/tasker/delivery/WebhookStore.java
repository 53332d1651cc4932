package dev.tasker.delivery;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import dev.tasker.database.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The webhooks as they are stored. Thread-safe. */
@ApplicationScoped
public class WebhookStore {

  private static final NamedSql CREATE = NamedSql.load("create_webhook");
  private static final NamedSql CONFIGURE = NamedSql.load("configure_webhook");
  private static final NamedSql LIST = NamedSql.load("list_webhooks");
  private static final NamedSql DELETE = NamedSql.load("delete_webhook");
  private static final NamedSql SWITCH = NamedSql.load("switch_webhook");

  private Database database;
  private Uuid7 ids;

  /** For the container. */
  @SuppressWarnings("NullAway")
  WebhookStore() {}

  @Inject
  WebhookStore(Database database, Uuid7 ids) {
    this.database = database;
    this.ids = ids;
  }

  /** Registers a webhook; its id. It is told of what is committed from now on. */
  public UUID create(String url, List<String> events, String description, String secret) {
    UUID id = ids.next();
    update(
        CREATE,
        statement ->
            statement
                .set("id", id)
                .set("url", url)
                .setArray("events", "text", events.toArray())
                .set("description", description)
                .set("secret", secret));
    return id;
  }

  /** Every webhook, the oldest first. */
  public List<Webhook> all() {
    return list(null);
  }

  /** The webhook of that id. */
  public Optional<Webhook> find(UUID id) {
    return list(id).stream().findFirst();
  }

  /** Forgets a webhook; false if there is none of that id. */
  public boolean delete(UUID id) {
    return update(DELETE, statement -> statement.set("id", id)) > 0;
  }

  /** Switches a webhook off or on; false if there is none of that id. */
  public boolean enable(UUID id, boolean enabled) {
    return update(SWITCH, statement -> statement.set("id", id).set("enabled", enabled)) > 0;
  }

  /** Keeps the webhooks of the configuration. */
  void configure(List<DeliveryConfig.Configured> webhooks) {
    for (DeliveryConfig.Configured webhook : webhooks) {
      update(
          CONFIGURE,
          statement ->
              statement
                  .set("id", ids.next())
                  .set("name", webhook.name())
                  .set("url", webhook.url())
                  .setArray("events", "text", webhook.events().toArray()));
    }
  }

  private List<Webhook> list(@Nullable UUID id) {
    return database.call(
        connection -> {
          try (var statement = LIST.on(connection).set("id", id);
              ResultSet row = statement.query()) {
            List<Webhook> webhooks = new ArrayList<>();
            while (row.next()) {
              webhooks.add(read(row));
            }
            return webhooks;
          }
        });
  }

  private static Webhook read(ResultSet row) throws SQLException {
    return new Webhook(
        row.getObject("webhook_id", UUID.class),
        Optional.ofNullable(row.getString("configured")),
        row.getString("url"),
        texts(row.getArray("events")),
        row.getString("description"),
        row.getBoolean("enabled"),
        time(row, "created_at").orElseThrow(),
        row.getInt("failures"),
        time(row, "due_at").orElseThrow(),
        Optional.ofNullable(row.getString("last_error")),
        row.getLong("delivered"),
        row.getLong("given_up"),
        time(row, "delivered_at"),
        row.getLong("behind"));
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
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
