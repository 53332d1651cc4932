package dev.tasker.it;

import static dev.tasker.it.TaskerClient.request;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.it.RestCalls.Reply;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator can do about tasks and steps over REST, call by call. */
@ExtendWith(ArquillianExtension.class)
class RestControlIT {

  private static final String NOBODY = "/tasks/0197c2a0-5b7e-7cc3-9a41-8f6d2a300000";

  @ArquillianResource private URL server;
  private TaskerClient tasker = new TaskerClient(URI.create("http://127.0.0.1"));
  private RestCalls rest = new RestCalls(URI.create("http://127.0.0.1"));

  @Deployment(testable = false)
  static WebArchive tasker() {
    String[] steps = IntStream.range(0, 1_000).mapToObj(i -> "s" + i).toArray(String[]::new);
    return Deployments.tasker()
        .addAsLibrary(ScenarioJar.build(1, 0))
        .addAsResource(new StringAsset(Yaml.graph("vast", steps)), "tasker/tasks/vast.yaml");
  }

  @BeforeEach
  void connect() {
    tasker = new TaskerClient(URI.create(server.toString()));
    rest = new RestCalls(URI.create(server.toString()));
  }

  @Test
  void batch_startsAllTasksInOrder() {
    var tasks =
        IntStream.range(0, 100)
            .mapToObj(i -> request("linear", Map.of(), Map.of("tags", List.of("t" + i))))
            .toList();
    Reply reply = rest.send("POST", "/tasks/batch", Map.of("tasks", tasks)).expect(201);
    assertThat(reply.list("tasks"))
        .extracting(task -> task.get("tags"))
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> List.of("t" + i)).toList());
    tasker.await((String) reply.list("tasks").get(99).get("task_id"), "complete");
  }

  @Test
  void batchWithAKey_isStartedOnce() {
    var body = Map.<String, Object>of("tasks", List.of(plain("linear"), plain("diamond")));
    String key = UUID.randomUUID().toString();
    Reply first = rest.send("POST", "/tasks/batch", body, "Idempotency-Key", key).expect(201);
    Reply again = rest.send("POST", "/tasks/batch", body, "Idempotency-Key", key).expect(200);
    assertThat(ids(again)).isEqualTo(ids(first));
    var longer =
        Map.<String, Object>of("tasks", List.of(plain("linear"), plain("diamond"), plain("tree")));
    rest.send("POST", "/tasks/batch", longer, "Idempotency-Key", key).expect(422);
    var other = Map.<String, Object>of("tasks", List.of(plain("tree"), plain("diamond")));
    rest.send("POST", "/tasks/batch", other, "Idempotency-Key", key).expect(422);
  }

  @Test
  void batchOfTooManySteps_isRefused() {
    var tasks = Collections.nCopies(201, plain("vast"));
    Reply reply = rest.send("POST", "/tasks/batch", Map.of("tasks", tasks)).expect(422);
    assertThat(reply.list("errors"))
        .containsExactly(
            Map.of(
                "path",
                "tasks",
                "message",
                "may have 200000 steps together, and have more: start fewer tasks at once"));
  }

  @Test
  void batchWithOneWrongTask_storesNothing_andTellsWhichOneIsWrong() {
    String initiator = "batch-" + UUID.randomUUID();
    var good = request("linear", Map.of(), Map.of("initiator", initiator));
    var unknown = request("no_such", Map.of(), Map.of("initiator", initiator));
    var malformed = request("linear", Map.of(), Map.of("context", 7, "colour", "red"));
    assertThat(
            rest.send("POST", "/tasks/batch", Map.of("tasks", List.of(good, good, unknown)))
                .expect(422)
                .faults())
        .containsExactly("tasks[2].name");
    assertThat(
            rest.send("POST", "/tasks/batch", Map.of("tasks", List.of(good, malformed, 7)))
                .expect(422)
                .faults())
        .contains("tasks[2]");
    assertThat(
            rest.send("POST", "/tasks/batch", Map.of("tasks", List.of(good, malformed)))
                .expect(422)
                .faults())
        .containsExactlyInAnyOrder("tasks[1].context", "tasks[1].colour");
    assertThat(rest.get("/tasks?initiator=" + initiator).expect(200).list("tasks")).isEmpty();
  }

  @Test
  void batchThatIsNone_isRefused() {
    rest.send("POST", "/tasks/batch", Map.of("tasks", List.of())).expect(422);
    var tooMany = new ArrayList<Object>();
    IntStream.range(0, 1001).forEach(i -> tooMany.add(plain("linear")));
    rest.send("POST", "/tasks/batch", Map.of("tasks", tooMany)).expect(422);
    rest.send("POST", "/tasks/batch", Map.of("task", List.of())).expect(422);
    rest.send("POST", "/tasks/batch", Optional.of("[]"), "Content-Type", "application/json")
        .expect(400);
    rest.send("POST", "/tasks/batch", Optional.of("{}"), "Content-Type", "text/plain").expect(415);
  }

  @Test
  void changedTask_showsItsNewValues_andTheTrailTellsWhoChangedIt() {
    String task = tasker.start("linear", Map.of("b", Map.of("hold_ms", 30_000)));
    Reply changed =
        rest.send(
                "PATCH",
                "/tasks/" + task,
                Map.of("reason", "urgent", "tags", List.of("x", "y"), "priority", 9))
            .expect(200);
    assertThat(changed.body())
        .containsEntry("reason", "urgent")
        .containsEntry("tags", List.of("x", "y"))
        .containsEntry("priority", 9L)
        .containsEntry("initiator", "scenario");
    assertThat(rest.send("PUT", "/tasks/" + task, Map.of("tags", List.of())).expect(200).body())
        .containsEntry("tags", List.of())
        .containsEntry("reason", "urgent");
    assertThat(tasker.transitions(task))
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsEntry("actor", "api")
                    .containsEntry("reason", "changed: priority from 0 to 9, tags, reason")
                    .containsEntry("step_name", null)
                    .doesNotContainEntry("node", null));
    tasker.cancel(task);
    assertThat(
            rest.send("PATCH", "/tasks/" + task, Map.of("tags", List.of("late")))
                .expect(200)
                .body())
        .containsEntry("status", "cancelled");
  }

  @Test
  void changeOfATaskThatIsWrong_isRefused() {
    String task = "/tasks/" + tasker.start("linear", Map.of());
    assertThat(
            rest.send("PATCH", task, Map.of("priority", 40_000, "tags", List.of("x".repeat(300))))
                .expect(422)
                .faults())
        .containsExactlyInAnyOrder("priority", "tags[0]");
    assertThat(
            rest.send("PUT", task, Map.of("reason", " ", "context", Map.of())).expect(422).faults())
        .containsExactlyInAnyOrder("reason", "context");
    rest.send("PATCH", task, Optional.of("{"), "Content-Type", "application/json").expect(400);
    rest.send("PATCH", task, Optional.of("{}"), "Content-Type", "text/plain").expect(415);
    rest.send("PATCH", NOBODY, Map.of()).expect(404);
    rest.send("PATCH", "/tasks/seven", Map.of()).expect(404);
    rest.send("POST", task, Map.of()).expect(405);
    rest.get(task, "Accept", "text/csv").expect(406);
    rest.get(task + "?verbose=true").expect(400);
  }

  @Test
  void bodyOverTheLimit_isRefused() {
    String task = "/tasks/" + tasker.start("linear", Map.of());
    rest.send("PATCH", task, Map.of("reason", "x".repeat(1_048_600))).expect(413);
    rest.get(task).expect(200);
  }

  @Test
  void list_showsTasksThatMeetTheFilters() {
    String mine = "list-" + UUID.randomUUID();
    Instant before =
        Instant.parse(rest.get("/tasks/" + start("linear", mine, "red")).text("requested_at"));
    String blue = start("diamond", mine, "blue");
    String both = start("linear", mine, "red", "blue");
    String failed =
        tasker.start(
            "linear",
            Map.of("a", Map.of("permanent", true)),
            Map.of("initiator", mine, "source_system", "mail"));
    tasker.await(failed, "error");
    List.of(blue, both).forEach(task -> tasker.await(task, "complete"));
    String list = "/tasks?initiator=" + mine;

    assertThat(ids(rest.get(list))).hasSize(4).startsWith(failed, both, blue);
    assertThat(ids(rest.get(list + "&status=error"))).containsExactly(failed);
    assertThat(ids(rest.get(list + "&status=error&status=complete"))).hasSize(4);
    assertThat(ids(rest.get(list + "&name=diamond"))).containsExactly(blue);
    assertThat(ids(rest.get(list + "&name=diamond&name=linear&namespace=default&version=1.0.0")))
        .hasSize(4);
    assertThat(ids(rest.get(list + "&namespace=elsewhere"))).isEmpty();
    assertThat(ids(rest.get(list + "&tag=blue"))).containsExactly(both, blue);
    assertThat(ids(rest.get(list + "&tag=blue&tag=red&order=oldest")))
        .hasSize(3)
        .endsWith(blue, both);
    assertThat(ids(rest.get(list + "&source_system=mail&status=error"))).containsExactly(failed);
    assertThat(ids(rest.get(list + "&requested_before=" + before))).isEmpty();
    assertThat(ids(rest.get(list + "&requested_after=" + before))).hasSize(4);
    assertThat(rest.get(list).list("tasks")).noneMatch(task -> task.containsKey("workflow_steps"));
  }

  @Test
  void cursor_leadsThroughTheWholeListOnce() {
    String mine = "pages-" + UUID.randomUUID();
    List<String> started = IntStream.range(0, 7).mapToObj(i -> start("linear", mine)).toList();
    for (String order : List.of("oldest", "newest")) {
      var seen = new ArrayList<String>();
      String cursor = "";
      do {
        Reply page =
            rest.get("/tasks?limit=3&order=%s&initiator=%s%s".formatted(order, mine, cursor))
                .expect(200);
        seen.addAll(ids(page));
        cursor =
            page.body().get("next_cursor") == null ? "" : "&cursor=" + page.text("next_cursor");
      } while (!cursor.isEmpty());
      if (order.equals("newest")) {
        java.util.Collections.reverse(seen);
      }
      assertThat(seen).isEqualTo(started);
    }
    assertThat(
            rest.get("/tasks?limit=0&order=up&colour=red&cursor=x&requested_after=now")
                .expect(400)
                .faults())
        .containsExactlyInAnyOrder("limit", "order", "colour", "cursor", "requested_after");
  }

  @Test
  void retriedTask_runsWhatFailedForGoodAgain_andNothingElse() {
    String task =
        tasker.start("merge", Map.of("a", Map.of("fail_times", 3), "b", Map.of("fail_times", 3)));
    tasker.await(task, "error");
    Reply retried = rest.send("POST", "/tasks/" + task + "/retry", Optional.empty()).expect(200);
    assertThat(retried.text("status")).isIn("in_progress", "complete");
    tasker.await(task, "complete");
    assertThat(tasker.steps(task))
        .extracting(step -> step.get("name") + ":" + step.get("attempts"))
        .containsExactly("a:4", "b:4", "c:1", "d:1", "e:1");
    rest.send("POST", "/tasks/" + task + "/retry", Optional.empty()).expect(409);
    rest.send("POST", NOBODY + "/retry", Optional.empty()).expect(404);
    rest.get("/tasks/" + task + "/retry").expect(405);
  }

  private static Map<String, Object> plain(String name) {
    return request(name, Map.of(), Map.of());
  }

  private String start(String name, String initiator, String... tags) {
    return tasker.start(name, Map.of(), Map.of("initiator", initiator, "tags", List.of(tags)));
  }

  private static List<String> ids(Reply reply) {
    return reply.expect(reply.status() == 201 ? 201 : 200).list("tasks").stream()
        .map(task -> (String) task.get("task_id"))
        .collect(toCollection(ArrayList::new));
  }
}
