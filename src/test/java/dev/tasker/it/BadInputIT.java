package dev.tasker.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.it.ApiContract.Operation;
import dev.tasker.it.HostileRequests.Hostile;
import dev.tasker.it.PlainClient.Reply;
import dev.tasker.testing.ThrowAwayPostgres;
import java.net.URI;
import java.net.URL;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a client sends, the server neither fails nor tells of its insides nor stores half. */
@ExtendWith(ArquillianExtension.class)
class BadInputIT {

  private static final long SEED = 20_260_701;

  /** What only the inside of the server can say. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "Exception|\\bat"
              + " [a-z]+\\.[a-z]|org\\.(postgresql|hibernate|glassfish|jboss)|java\\.(lang|util|sql)|dev\\.tasker|Payara|Grizzly");

  @ArquillianResource private URL server;
  private TaskerClient tasker = new TaskerClient(URI.create("http://127.0.0.1"));
  private PlainClient client = new PlainClient(URI.create("http://127.0.0.1"));

  @Deployment(testable = false)
  static WebArchive tasker() {
    return Deployments.tasker()
        .addAsLibrary(ScenarioJar.build(0, 0))
        .addAsResource(OpenApiIT.order(), "tasker/tasks/order.yaml");
  }

  @BeforeEach
  void connect() {
    tasker = new TaskerClient(URI.create(server.toString()));
    client = new PlainClient(URI.create(server.toString()));
  }

  @Test
  void hostileRequests_areAnswered_andTheEngineGoesOn() throws SQLException {
    String target = tasker.start("linear", Map.of("a", Map.of("permanent", true)));
    tasker.await(target, "error");
    var ids = idsOf(target);
    var hostile = new HostileRequests(SEED);
    long before = count("select count(*) from task");
    long created = 0;
    int sent = 0;
    List<String> faults = new ArrayList<>();
    for (Operation operation : ApiContract.shipped().operations()) {
      for (Hostile request : hostile.to(operation, ids)) {
        Reply reply =
            client.send(request.method(), request.path(), request.headers(), request.body());
        sent++;
        created += created(request, reply);
        faults.addAll(faults(request, reply));
      }
    }
    assertThat(faults).as("of %d requests", sent).isEmpty();
    assertThat(sent).isGreaterThan(1000);
    assertThat(count("select count(*) from task")).isEqualTo(before + created);
    assertNothingIsHalfStored();
    String task = tasker.start("linear", Map.of());
    tasker.await(task, "complete");
    assertThat(client.get("/tasker/health/ready").status()).isEqualTo(200);
  }

  private Map<String, String> idsOf(String task) {
    Reply webhook =
        client.send(
            "POST",
            "/tasker/webhooks",
            Map.of("Content-Type", "application/json"),
            "{\"url\":\"http://127.0.0.1:9/\"}".getBytes(UTF_8));
    assertThat(webhook.status()).as(webhook.text()).isEqualTo(201);
    return Map.of(
        "task_id",
        task,
        "step_id",
        (String) tasker.step(task, "a").get("step_id"),
        "namespace",
        "default",
        "name",
        "linear",
        "event_name",
        "task.completed",
        "registry_name",
        "handlers",
        "webhook_id",
        (String) webhook.json().get("webhook_id"));
  }

  private static long created(Hostile request, Reply reply) {
    if (reply.status() != 201 || request.path().contains("/webhooks")) {
      return 0;
    }
    return request.path().contains("/batch") ? reply.list("tasks").size() : 1;
  }

  private static List<String> faults(Hostile request, Reply reply) {
    String name =
        "%s %.120s (%s): %d %s %.300s"
            .formatted(
                request.method(),
                request.path(),
                request.what(),
                reply.status(),
                reply.mediaType(),
                reply.text());
    List<String> faults = new ArrayList<>();
    if (reply.status() >= 500) {
      faults.add("fails: " + name);
    }
    // What a task holds may name the classes of a user's own handlers.
    if (reply.status() >= 300 && INSIDES.matcher(reply.text()).find()) {
      faults.add("tells: " + name);
    }
    if (reply.status() >= 400 && !isProblem(reply) && !isUnreadable(request, reply)) {
      faults.add("is no problem document: " + name);
    }
    return faults;
  }

  private static boolean isProblem(Reply reply) {
    return reply.mediaType().startsWith("application/problem+json");
  }

  /** An answer to HEAD has no body; nor has that to a path that the server itself cannot decode. */
  private static boolean isUnreadable(Hostile request, Reply reply) {
    boolean undecodable = request.path().matches(".*%(00|C0|ED|FF).*");
    return reply.text().isEmpty()
        && (request.method().equals("HEAD") || undecodable && reply.status() == 400);
  }

  private static void assertNothingIsHalfStored() throws SQLException {
    assertThat(
            count(
                "select count(*) from task t where not exists"
                    + " (select from workflow_step s where s.task_id = t.task_id)"))
        .as("tasks without steps")
        .isZero();
    assertThat(
            count(
                "select count(*) from workflow_step s where not exists"
                    + " (select from task t where t.task_id = s.task_id)"))
        .as("steps without a task")
        .isZero();
    assertThat(
            count(
                "select count(*) from task t where not exists"
                    + " (select from transition c where c.task_id = t.task_id)"))
        .as("tasks without a trail")
        .isZero();
  }

  private static long count(String query) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                ThrowAwayPostgres.urlOf("container"),
                ThrowAwayPostgres.USER,
                ThrowAwayPostgres.PASSWORD);
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
