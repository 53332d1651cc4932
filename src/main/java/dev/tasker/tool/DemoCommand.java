package dev.tasker.tool;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the example: a shop, the engine with the example's handlers, and one order. */
@Command(
    name = "demo",
    description =
        "Runs the e-commerce example against a small local shop and shows its steps as they go."
            + " Ends with 0 when the task is complete, and leaves nothing running unless --keep is given.")
final class DemoCommand implements Callable<Integer> {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int SHOP_PORT = 3000; // the one that the example's template names
  private static final int ENGINE_PORT = 8080;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration TASK_LIMIT = Duration.ofMinutes(2);

  @Option(
      names = "--keep",
      description = "Leaves engine and shop running, and says how to stop them.")
  boolean keep;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the engine. Default: 8080, or any that is free if that is taken")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/demo",
      description = "Folder of the demo's database and logs. Default: ./${DEFAULT-VALUE}")
  Path data = Path.of("");

  private final Installation installation;
  private final Console console;

  DemoCommand(Installation installation, Console console) {
    this.installation = installation;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = data.toAbsolutePath().normalize();
    if (!Files.isRegularFile(installation.exampleJar())) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED,
          "There is no %s. Start the demo with the tasker script, which builds it."
              .formatted(installation.exampleJar()));
    }
    FolderLock.take(folder).close();
    int enginePort = port == 0 ? firstFree(ENGINE_PORT) : Ports.require(LOOPBACK, port);
    int shopPort = firstFree(SHOP_PORT);
    URI base = URI.create("http://%s:%d/tasker".formatted(LOOPBACK, enginePort));
    URI shopUrl = URI.create("http://%s:%d".formatted(LOOPBACK, shopPort));

    try (DemoProcesses processes = new DemoProcesses()) {
      BackgroundProcess shop = processes.add(startShop(folder, shopPort));
      shop.awaitWords("shop ready on", START_LIMIT);
      console.say("The shop is open on %s. Starting the engine ...".formatted(shopUrl));
      BackgroundProcess engine = processes.add(startEngine(folder, enginePort, shopUrl, shop));
      engine.awaitWords("Tasker is ready", START_LIMIT);
      console.say("The engine is ready on %s.\n".formatted(base));

      JsonObject task = order(new TaskClient(base));
      sumUp(task, folder);
      if (keep) {
        processes.keep();
        sayWhatIsThere(base, shopUrl, TaskWatch.text(task, "task_id"), folder);
      } else {
        console.say("To look around yourself: ./tasker demo --keep");
      }
      return ExitCode.OK.number();
    }
  }

  private BackgroundProcess startShop(Path folder, int port) {
    return BackgroundProcess.start(
        "shop",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            installation.exampleJar().toString(),
            "shop.Shop",
            "--port",
            String.valueOf(port)),
        Map.of(),
        folder.resolve("shop.log"));
  }

  private BackgroundProcess startEngine(
      Path folder, int port, URI shopUrl, BackgroundProcess shop) {
    List<String> command = new ArrayList<>();
    command.add(installation.script().toString());
    command.add("up");
    command.addAll(List.of("--port", String.valueOf(port), "--data", folder.toString()));
    command.addAll(List.of("--lib", installation.exampleJar().toString()));
    command.addAll(List.of("--environment", "development"));
    if (shopUrl.getPort() != SHOP_PORT) {
      command.addAll(List.of("-D", "shop.url=" + shopUrl));
    }
    // Whoever ends first, the others follow: the engine ends the shop, and ends itself with the
    // demo.
    command.addAll(List.of("--companion", String.valueOf(shop.pid())));
    if (!keep) {
      command.addAll(List.of("--stop-with", String.valueOf(ProcessHandle.current().pid())));
    }
    return BackgroundProcess.start("engine", command, environment(), folder.resolve("engine.log"));
  }

  private JsonObject order(TaskClient client) throws InterruptedException {
    JsonObject submitted =
        client.submit(
            Json.createObjectBuilder()
                .add("name", "api_task/integration_yaml_example")
                .add("context", Json.createObjectBuilder().add("cart_id", 123))
                .add("initiator", "tasker demo")
                .add("reason", "Process new order")
                .add("source_system", "ecommerce")
                .build());
    String id = TaskWatch.text(submitted, "task_id");
    console.say("Submitted %s as task %s".formatted(TaskWatch.text(submitted, "full_name"), id));
    return new TaskWatch(client, console, id).untilEnd(TASK_LIMIT);
  }

  private void sumUp(JsonObject task, Path folder) {
    List<JsonObject> steps =
        task.getJsonArray("workflow_steps").getValuesAs(JsonValue::asJsonObject);
    int attempts = steps.stream().mapToInt(step -> step.getInt("attempts", 0)).sum();
    String status = TaskWatch.text(task, "status");
    if (!status.equals("complete")) {
      throw new LaunchException(
          ExitCode.TASK_NOT_COMPLETE,
          "The task ended as \"%s\". The engine's log: %s"
              .formatted(status, folder.resolve("engine.log")));
    }
    console.say(
        "\nThe task is complete: %d steps in %d attempts.".formatted(steps.size(), attempts));
  }

  private void sayWhatIsThere(URI base, URI shopUrl, String id, Path folder) {
    console.say(
        """
        Engine and shop are still running. Look around:
          curl -s %1$s/tasks/%2$s
          curl -s %1$s/tasks/%2$s/transitions
          curl -s %3$s/api/orders
          curl -s %1$s/tasks -H 'Content-Type: application/json' -d '{"name": "api_task/integration_yaml_example",
            "context": {"cart_id": 124}, "initiator": "me", "reason": "another order", "source_system": "curl"}'
        Logs: %4$s, %5$s
        Stop them: ./tasker stop --data %6$s"""
            .formatted(
                base,
                id,
                shopUrl,
                folder.resolve("engine.log"),
                folder.resolve("shop.log"),
                folder));
  }

  private static int firstFree(int wanted) {
    return Ports.isFree(LOOPBACK, wanted) ? wanted : Ports.anyFree(LOOPBACK);
  }

  /** A demo is over before the optimising compiler has earned what it takes from the start. */
  private static Map<String, String> environment() {
    String options = System.getenv().getOrDefault("TASKER_JAVA_OPTIONS", "");
    return Map.of(
        "TASKER_SKIP_BUILD", "yes", "TASKER_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 " + options);
  }
}
