package dev.tasker.task;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Json;
import dev.tasker.database.NamedSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys under which clients have started tasks. */
public final class IdempotencyKeys {

  private static final NamedSql KEEP = NamedSql.load("keep_idempotency_key");
  private static final NamedSql FIND = NamedSql.load("find_idempotency_key");

  private IdempotencyKeys() {}

  /**
   * Keeps a key for a new task, in the transaction that stores the task. Waits for another
   * transaction that is about to keep the same key.
   *
   * @return empty if the key was free; the first task if it was used with the same request
   * @throws TaskRefusedException if it was used with another request
   */
  public static Optional<UUID> keep(
      Connection connection, String key, TaskRequest request, UUID newTask) throws SQLException {
    String hash = hash(request);
    try (var statement =
        KEEP.on(connection).set("key", key).set("hash", hash).set("task", newTask)) {
      if (statement.update() == 1) {
        return Optional.empty();
      }
    }
    try (var statement = FIND.on(connection).set("key", key);
        ResultSet row = statement.query()) {
      if (!row.next()) {
        throw new SQLException("An idempotency key vanished while it was looked at.", "40001");
      }
      if (!row.getString("request_hash").equals(hash)) {
        throw new TaskRefusedException(
            "Idempotency-Key",
            "the key was used before with another request; use a new key for a new task");
      }
      return Optional.of(row.getObject("task_id", UUID.class));
    }
  }

  /** The same for requests that ask for the same task, whatever the order of members. */
  static String hash(TaskRequest request) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    parts.put("namespace", request.namespace());
    parts.put("name", request.name());
    request.version().ifPresent(version -> parts.put("version", version));
    parts.put("context", sorted(request.context()));
    parts.put("initiator", request.initiator());
    parts.put("reason", request.reason());
    parts.put("source_system", request.sourceSystem());
    parts.put("tags", request.tags());
    parts.put("priority", request.priority());
    parts.put("bypass_steps", request.bypassSteps());
    request.runAt().ifPresent(at -> parts.put("run_at", at.toString()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.text(parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      var inOrder = new TreeMap<String, @Nullable Object>();
      members.forEach((name, member) -> inOrder.put((String) name, sorted(member)));
      return inOrder;
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> each = new ArrayList<>();
      elements.forEach(element -> each.add(sorted(element)));
      return each;
    }
    return value;
  }
}
