package dev.tasker.rest;

import dev.tasker.api.task.TaskState;
import dev.tasker.task.TaskPage;
import dev.tasker.task.TaskQueries;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks a client wants to see.
 *
 * @param states tasks in one of these; in any if there are none
 * @param cursor where an earlier page ended
 * @param limit how many at most
 */
record TaskListing(Set<TaskState> states, Optional<Cursor> cursor, int limit) {

  static final List<String> PARAMETERS = List.of("status", "limit", "cursor");

  private static final int USUAL = 25;
  private static final int MOST = 100;

  /**
   * Reads a query.
   *
   * @throws ProblemException if it is not understood
   */
  static TaskListing of(Query query) {
    Set<TaskState> states = EnumSet.noneOf(TaskState.class);
    states.addAll(query.words("status", stateWords()));
    Optional<Integer> limit =
        query.one("limit", TaskListing::limit, "a whole number from 1 to " + MOST);
    Optional<Cursor> cursor =
        query.one(
            "cursor",
            Cursor::of,
            "next_cursor of the page before; leave it out to begin with the newest task");
    query.check();
    return new TaskListing(states, cursor, limit.orElse(USUAL));
  }

  /** Reads the tasks. */
  TaskPage read(TaskQueries queries) {
    return queries.page(states, cursor.map(Cursor::lastTask), limit);
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[1-9]\\d{0,2}")
        ? Optional.of(Integer.valueOf(text)).filter(limit -> limit <= MOST)
        : Optional.empty();
  }

  private static Map<String, TaskState> stateWords() {
    Map<String, TaskState> words = new LinkedHashMap<>();
    for (TaskState state : TaskState.values()) {
      words.put(state.word(), state);
    }
    return words;
  }
}
