package dev.tasker.it;

import static dev.tasker.it.ApiContract.map;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.Json;
import dev.tasker.it.ApiContract.Operation;
import dev.tasker.it.PlainClient.Reply;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the API's description is served, can be browsed, and is true. */
@ExtendWith(ArquillianExtension.class)
class OpenApiIT {

  /**
   * The template of the examples: its first step fails for good, so that there is work to repair.
   */
  private static final String ORDER =
      """
      name: shop/order
      version: 1.0.0
      step_templates:
        - {name: fetch_cart, handler_class: scripted, skippable: true}
        - {name: create_order, handler_class: scripted, depends_on_step: fetch_cart}
      """;

  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @ArquillianResource private URL server;
  private TaskerClient tasker = new TaskerClient(URI.create("http://127.0.0.1"));
  private PlainClient client = new PlainClient(URI.create("http://127.0.0.1"));

  @Deployment(testable = false)
  static WebArchive tasker() {
    return Deployments.tasker()
        .addAsLibrary(ScenarioJar.build(0, 0))
        .addAsResource(order(), "tasker/tasks/order.yaml");
  }

  /** The template that the examples name. */
  static StringAsset order() {
    return new StringAsset(ORDER);
  }

  @BeforeEach
  void connect() {
    tasker = new TaskerClient(URI.create(server.toString()));
    client = new PlainClient(URI.create(server.toString()));
  }

  @Test
  void platform_servesTheWholeDocument() {
    Reply reply = client.get("/openapi?format=JSON", Map.of("Accept", "application/json"));
    assertThat(reply.status()).isEqualTo(200);
    Map<String, Object> served = reply.json();
    Map<String, Object> shipped = ApiContract.shipped().document();
    assertThat(served.get("info")).isEqualTo(shipped.get("info"));
    assertThat(map(served.get("paths")).keySet())
        .containsExactlyInAnyOrderElementsOf(map(shipped.get("paths")).keySet());
    for (Operation operation : ApiContract.shipped().operations()) {
      var methods = map(map(served.get("paths")).get(operation.path()));
      var found = map(methods.get(operation.method().toLowerCase(java.util.Locale.ROOT)));
      assertThat(map(found.get("responses")).keySet())
          .as("%s", operation)
          .containsExactlyInAnyOrderElementsOf(
              map(operation.definition().get("responses")).keySet());
      assertThat(found.get("summary")).isEqualTo(operation.definition().get("summary"));
      assertThat(ApiContract.list(found.get("parameters")))
          .hasSameSizeAs(ApiContract.list(operation.definition().get("parameters")));
      assertThat(found.containsKey("requestBody"))
          .isEqualTo(operation.definition().containsKey("requestBody"));
    }
    assertThat(map(map(served.get("components")).get("schemas")).keySet())
        .containsExactlyInAnyOrderElementsOf(
            map(map(shipped.get("components")).get("schemas")).keySet());
  }

  @Test
  void page_isServedWithAllThatItNeeds() {
    Reply page = client.get("/api/index.html");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.mediaType()).startsWith("text/html");
    assertThat(page.text()).doesNotContain("http://", "https://", "${");
    assertThat(client.get("/api/browse.js").text()).contains("\"/openapi?");
    List<String> links = LINK.matcher(page.text()).results().map(link -> link.group(1)).toList();
    assertThat(links).hasSizeGreaterThan(1);
    for (String link : links) {
      String path = URI.create("/api/index.html").resolve(link).getPath();
      assertThat(client.get(path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void everyExample_isAcceptedAndAnsweredAsTheDocumentSays() {
    for (Operation operation : endingOperations()) {
      Map<String, String> ids = failedTask();
      Reply reply = send(operation, ids);
      ApiContract.shipped().check(operation.method(), path(operation, ids), reply);
      assertThat(reply.status()).as("%s answered %s", operation, reply.text()).isBetween(200, 299);
    }
  }

  @Test
  void everyCall_thatNamesNothing_isAnsweredAsTheDocumentSays() {
    for (Operation operation : ApiContract.shipped().operations()) {
      if (operation.parameters("path").isEmpty()) {
        continue;
      }
      var nothing =
          Map.of(
              "task_id",
              "00000000-0000-7000-8000-000000000000",
              "step_id",
              "no-id",
              "namespace",
              "none",
              "name",
              "no/such",
              "webhook_id",
              "00000000-0000-7000-8000-000000000000",
              "event_name",
              "no.such",
              "registry_name",
              "none");
      Reply reply = send(operation, nothing);
      ApiContract.shipped().check(operation.method(), path(operation, nothing), reply);
      assertThat(reply.status()).as("%s answered %s", operation, reply.text()).isEqualTo(404);
    }
  }

  /** A task whose first step failed for good: it can be retried, resolved, cancelled, changed. */
  private Map<String, String> failedTask() {
    String task = tasker.start("shop/order", Map.of("fetch_cart", Map.of("permanent", true)));
    tasker.await(task, "error");
    return Map.of(
        "task_id",
        task,
        "step_id",
        (String) tasker.step(task, "fetch_cart").get("step_id"),
        "namespace",
        "default",
        "name",
        "shop/order",
        "event_name",
        "task.completed",
        "registry_name",
        "subscribers",
        "webhook_id",
        (String)
            tasker
                .postTo("/tasker/webhooks", Map.of("url", "http://127.0.0.1:9/hook"))
                .body()
                .get("webhook_id"));
  }

  /** All but the event stream, whose answer goes on until the client goes. */
  private static List<Operation> endingOperations() {
    return ApiContract.shipped().operations().stream()
        .filter(operation -> !operation.path().endsWith("/events/stream"))
        .toList();
  }

  private Reply send(Operation operation, Map<String, String> ids) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map<String, Object> header : operation.parameters("header")) {
      headers.put((String) header.get("name"), java.util.UUID.randomUUID().toString());
    }
    byte[] body = new byte[0];
    if (operation.bodyExample().isPresent()) {
      headers.put("Content-Type", "application/json");
      body = Json.text(operation.bodyExample().get()).getBytes(UTF_8);
    }
    return client.send(operation.method(), path(operation, ids), headers, body);
  }

  private static String path(Operation operation, Map<String, String> ids) {
    String path = operation.path();
    for (Map.Entry<String, String> id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    String query =
        operation.parameters("query").stream()
            .map(parameter -> parameter.get("name") + "=" + encoded(parameter.get("example")))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String encoded(Object example) {
    Object one = example instanceof List<?> list ? list.get(0) : example;
    return URLEncoder.encode(String.valueOf(one), UTF_8);
  }
}
