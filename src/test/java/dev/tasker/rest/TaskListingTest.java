package dev.tasker.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tasker.api.task.TaskState;
import dev.tasker.task.TaskFilter;
import dev.tasker.task.TaskSearch;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskListingTest {

  @Test
  void emptyQuery_wantsTheNewest25OfAllTasks() {
    TaskListing listing = listing();
    assertThat(listing.filter())
        .isEqualTo(
            new TaskFilter(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    assertThat(listing.part()).isEqualTo(new TaskSearch.Part(Optional.empty(), true, 25));
  }

  @Test
  void everyParameter_isRead() {
    var cursor = new Cursor(UUID.randomUUID());
    TaskListing listing =
        listing(
            "status=error",
            "status=in_progress",
            "namespace=shop",
            "name=order",
            "name=a/b",
            "version=1.0.0",
            "tag=red",
            "initiator=ann",
            "source_system=web",
            "requested_after=2026-01-31T12:00:00Z",
            "requested_before=2026-01-31T14:00:00+01:00",
            "limit=100",
            "order=oldest",
            "cursor=" + cursor.text());
    assertThat(listing.filter())
        .isEqualTo(
            new TaskFilter(
                List.of(TaskState.ERROR, TaskState.IN_PROGRESS),
                List.of("shop"),
                List.of("order", "a/b"),
                List.of("1.0.0"),
                List.of("red"),
                List.of("ann"),
                List.of("web"),
                Optional.of(Instant.parse("2026-01-31T12:00:00Z")),
                Optional.of(Instant.parse("2026-01-31T13:00:00Z"))));
    assertThat(listing.part())
        .isEqualTo(new TaskSearch.Part(Optional.of(cursor.lastTask()), false, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag=",
        "tag= ",
        "initiator=a\u0000b",
        "requested_after=yesterday",
        "requested_before=1969-01-01T00:00:00Z",
        "order=up",
        "order="
      })
  void valueThatCannotBeMeant_isRefused(String parameter) {
    assertThat(problems(parameter))
        .singleElement()
        .asString()
        .startsWith(parameter.split("=", 2)[0] + ": must be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "1.5", "ten", "", " 5", "05", "99999999999999999999"})
  void limitThatIsNone_isRefused(String limit) {
    assertThat(problems("limit=" + limit))
        .containsExactly("limit: must be a whole number from 1 to 100");
  }

  @Test
  void allThatIsWrong_isToldAtOnce() {
    assertThat(problems("stauts=error", "status=eror", "limit=1", "limit=2", "cursor=x"))
        .containsExactlyInAnyOrder(
            "stauts: is not known; did you mean \"status\"?",
            "status: cannot be \"eror\"; did you mean \"error\"?",
            "limit: is given 2 times; give it once",
            "cursor: must be next_cursor of the page before; leave it out to begin at the"
                + " beginning");
  }

  @Test
  void statusThatResemblesNone_isToldThoseThatExist() {
    assertThat(problems("status=xyz"))
        .containsExactly(
            "status: cannot be \"xyz\"; known are cancelled, complete, error, in_progress,"
                + " pending, resolved_manually");
  }

  @Test
  void callWithoutParameters_refusesAny() {
    var parameters = new MultivaluedHashMap<String, String>();
    parameters.add("verbose", "true");
    assertThat(
            catchThrowableOfType(
                    ProblemException.class, () -> new Query(parameters, List.of()).check())
                .errors())
        .extracting(Object::toString)
        .containsExactly("verbose: is not known; none is known here");
  }

  private static List<String> problems(String... parameters) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> listing(parameters));
    assertThat(refused.problem()).isEqualTo(Problem.MALFORMED_REQUEST);
    return refused.errors().stream().map(Object::toString).toList();
  }

  private static TaskListing listing(String... parameters) {
    var query = new MultivaluedHashMap<String, String>();
    for (String parameter : parameters) {
      String[] parts = parameter.split("=", 2);
      query.add(parts[0], parts[1]);
    }
    return TaskListing.of(new Query(query, TaskListing.PARAMETERS));
  }
}
