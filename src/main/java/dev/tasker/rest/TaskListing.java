package dev.tasker.rest;

import dev.tasker.api.task.TaskState;
import dev.tasker.task.TaskFilter;
import dev.tasker.task.TaskSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tasks a client wants to see.
 *
 * @param filter what they must meet
 * @param cursor where an earlier page ended
 * @param limit how many at most
 * @param newestFirst the order
 */
record TaskListing(TaskFilter filter, Optional<Cursor> cursor, int limit, boolean newestFirst) {

  static final List<String> PARAMETERS =
      List.of(
          "status",
          "namespace",
          "name",
          "version",
          "tag",
          "initiator",
          "source_system",
          "requested_after",
          "requested_before",
          "limit",
          "cursor",
          "order");

  private static final int USUAL = 25;
  private static final int MOST = 100;
  private static final String TIME =
      "a time like 2026-01-31T12:00:00Z, from the year 1970 to the year 9999 (write + as %2B)";

  /**
   * Reads a query.
   *
   * @throws ProblemException if it is not understood
   */
  static TaskListing of(Query query) {
    var filter =
        new TaskFilter(
            query.words("status", stateWords()),
            query.texts("namespace"),
            query.texts("name"),
            query.texts("version"),
            query.texts("tag"),
            query.texts("initiator"),
            query.texts("source_system"),
            query.one("requested_after", Times::parse, TIME),
            query.one("requested_before", Times::parse, TIME));
    Optional<Integer> limit =
        query.one("limit", TaskListing::limit, "a whole number from 1 to " + MOST);
    Optional<Cursor> cursor =
        query.one(
            "cursor",
            Cursor::of,
            "next_cursor of the page before; leave it out to begin at the beginning");
    Optional<Boolean> newestFirst =
        query.one("order", TaskListing::newestFirst, "newest or oldest");
    query.check();
    return new TaskListing(filter, cursor, limit.orElse(USUAL), newestFirst.orElse(true));
  }

  /** The part of the list that is wanted. */
  TaskSearch.Part part() {
    return new TaskSearch.Part(cursor.map(Cursor::lastTask), newestFirst, limit);
  }

  private static Optional<Integer> limit(String text) {
    return text.matches("[1-9]\\d{0,2}")
        ? Optional.of(Integer.valueOf(text)).filter(limit -> limit <= MOST)
        : Optional.empty();
  }

  private static Optional<Boolean> newestFirst(String text) {
    return switch (text) {
      case "newest" -> Optional.of(true);
      case "oldest" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Map<String, TaskState> stateWords() {
    Map<String, TaskState> words = new LinkedHashMap<>();
    for (TaskState state : TaskState.values()) {
      words.put(state.word(), state);
    }
    return words;
  }
}
