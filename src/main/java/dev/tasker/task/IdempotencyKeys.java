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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys under which clients have started tasks. */
public final class IdempotencyKeys {

  private static final NamedSql KEEP = NamedSql.load("keep_idempotency_keys");
  private static final NamedSql FIND = NamedSql.load("find_idempotency_keys");

  private IdempotencyKeys() {}

  /** What is kept under a key. */
  private record Kept(UUID taskId, String hash) {}

  /**
   * Keeps the keys of new tasks, in the transaction that stores the tasks. Waits for another
   * transaction that is about to keep the same ones.
   *
   * @return empty if the keys were free, or there are none; the first tasks, in the same order, if
   *     all were used with the same requests
   * @throws TaskRefusedException if one was used with another request, or only some were used
   */
  public static Optional<List<UUID>> keep(Connection connection, List<TaskDraft> drafts)
      throws SQLException {
    Map<String, TaskDraft> keyed = new LinkedHashMap<>();
    for (TaskDraft draft : drafts) {
      Optional<String> key = draft.request().idempotencyKey();
      if (key.isPresent() && keyed.put(key.get(), draft) != null) {
        throw refused("the same key is given to two tasks");
      }
    }
    if (keyed.isEmpty()) {
      return Optional.empty();
    }
    int kept = keepFree(connection, keyed.values()).size();
    if (kept == keyed.size()) {
      return Optional.empty();
    }
    if (kept > 0 || keyed.size() < drafts.size()) {
      throw refused("the key was used before with another batch; use a new key for new tasks");
    }
    return Optional.of(first(connection, keyed));
  }

  /**
   * Keeps the keys that are free, in the transaction that stores their tasks; of two tasks with the
   * same key one gets it. Waits for another transaction that is about to keep the same ones.
   *
   * @param drafts of requests of their own, each with a key
   * @return the tasks whose keys were kept; the others are to be asked for with {@link #keep}
   */
  public static Set<UUID> keepFree(Connection connection, Collection<TaskDraft> drafts)
      throws SQLException {
    // In this order, so that two who keep the same keys never wait for each other.
    List<TaskDraft> inOrder =
        drafts.stream().sorted(Comparator.comparing(IdempotencyKeys::key)).toList();
    Set<UUID> kept = new HashSet<>();
    try (var statement =
            KEEP.on(connection)
                .setArray("key", "text", array(inOrder, IdempotencyKeys::key))
                .setArray("hash", "text", array(inOrder, draft -> hash(draft.request())))
                .setArray("task", "uuid", array(inOrder, TaskDraft::taskId));
        ResultSet row = statement.query()) {
      while (row.next()) {
        kept.add(row.getObject("task_id", UUID.class));
      }
    }
    return kept;
  }

  private static String key(TaskDraft draft) {
    return draft.request().idempotencyKey().orElseThrow();
  }

  private static Object[] array(List<TaskDraft> drafts, Function<TaskDraft, Object> part) {
    return drafts.stream().map(part).toArray();
  }

  private static List<UUID> first(Connection connection, Map<String, TaskDraft> keyed)
      throws SQLException {
    Map<String, Kept> kept = new HashMap<>();
    try (var statement = FIND.on(connection).setArray("key", "text", keyed.keySet().toArray());
        ResultSet row = statement.query()) {
      while (row.next()) {
        kept.put(
            row.getString("key"),
            new Kept(row.getObject("task_id", UUID.class), row.getString("request_hash")));
      }
    }
    List<UUID> tasks = new ArrayList<>();
    for (Map.Entry<String, TaskDraft> wanted : keyed.entrySet()) {
      Kept first = kept.get(wanted.getKey());
      if (first == null) {
        throw new SQLException("An idempotency key vanished while it was looked at.", "40001");
      }
      if (!first.hash().equals(hash(wanted.getValue().request()))) {
        throw refused("the key was used before with another request; use a new key for a new task");
      }
      tasks.add(first.taskId());
    }
    return tasks;
  }

  private static TaskRefusedException refused(String message) {
    return new TaskRefusedException("Idempotency-Key", message);
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
