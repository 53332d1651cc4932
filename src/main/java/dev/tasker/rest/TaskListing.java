package dev.tasker.rest;

import dev.tasker.api.task.TaskState;
import dev.tasker.task.TaskPage;
import dev.tasker.task.TaskQueries;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

  private static final int USUAL = 25;
  private static final int MOST = 100;
  private static final Set<String> PARAMETERS = Set.of("limit", "cursor", "status");

  /**
   * Reads a query.
   *
   * @throws ProblemException if it is not understood
   */
  static TaskListing of(UriInfo uri) {
    Query query = Query.of(uri, PARAMETERS);
    return new TaskListing(
        states(query.all("status")),
        query.one("cursor").map(Cursor::of),
        query.number("limit", USUAL, 1, MOST));
  }

  /** Reads the tasks. */
  TaskPage read(TaskQueries queries) {
    return queries.page(states, cursor.map(Cursor::lastTask), limit);
  }

  private static Set<TaskState> states(List<String> words) {
    Set<TaskState> states = EnumSet.noneOf(TaskState.class);
    for (String word : words) {
      states.add(
          Arrays.stream(TaskState.values())
              .filter(state -> state.word().equals(word))
              .findFirst()
              .orElseThrow(() -> unknown(word)));
    }
    return states;
  }

  private static ProblemException unknown(String word) {
    List<String> known = Arrays.stream(TaskState.values()).map(TaskState::word).toList();
    return new ProblemException(
        Problem.MALFORMED_REQUEST,
        "There is no status \"" + word + "\": " + Unknown.hint(word, known));
  }
}
