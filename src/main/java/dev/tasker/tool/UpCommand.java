package dev.tasker.tool;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one node in the foreground until it is told to stop. */
@Command(
    name = "up",
    description =
        "Runs the engine until Ctrl-C or SIGTERM, on an embedded PostgreSQL unless --database names another.")
final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port for HTTP; 0 takes any that is free. Default: ${DEFAULT-VALUE}")
  int port;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; 0.0.0.0 opens the engine to the network. Default: ${DEFAULT-VALUE}")
  String address = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description =
          "Folder for the embedded database and scratch files. Default: ./${DEFAULT-VALUE}")
  Path data = Path.of("");

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Folder with task templates (YAML). May be given several times.")
  List<Path> templates = new ArrayList<>();

  @Option(
      names = "--lib",
      paramLabel = "JAR",
      description = "Jar with your handlers, or a folder of jars. May be given several times.")
  List<Path> libraries = new ArrayList<>();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://HOST:PORT/DATABASE to use instead of the embedded PostgreSQL."
              + " User and password from the address, or from TASKER_DATABASE_USER and"
              + " TASKER_DATABASE_PASSWORD.")
  @Nullable String database;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Which \"environments\" part of the templates applies. Default: development")
  @Nullable String environment;

  @Option(
      names = {"-D", "--set"},
      paramLabel = "KEY=VALUE",
      description =
          "Any configuration key, such as -D tasker.node.name=blue. Wins over the environment.")
  Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--war",
      paramLabel = "FILE",
      description = "Deploys this WAR instead of the one that was built here.")
  @Nullable Path war;

  @Option(
      names = "--ready-within",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait for the engine to be ready. Default: ${DEFAULT-VALUE}")
  int readyWithin;

  @Option(
      names = "--stop-with",
      paramLabel = "PID",
      hidden = true,
      description = "Stops when that process ends.")
  @Nullable Long stopWith;

  @Option(
      names = "--companion",
      paramLabel = "PID",
      hidden = true,
      description = "Ends that process, too, when the engine ends.")
  @Nullable Long companion;

  private final Installation installation;
  private final Console console;

  UpCommand(Installation installation, Console console) {
    this.installation = installation;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    long started = System.nanoTime();
    StopSignal stop = StopSignal.install();
    Optional.ofNullable(stopWith).ifPresent(pid -> stopWhenEnded(pid, stop));

    List<Path> jars = WarAssembly.jars(libraries);
    templates.forEach(UpCommand::requireFolder);
    port = Ports.require(address, port);
    Path dataFolder = data.toAbsolutePath().normalize();

    try (DatabaseSource source =
        DatabaseSource.claim(database, dataFolder, installation, console)) {
      Path scratch = dataFolder.resolve("nodes").resolve(String.valueOf(port));
      try (FolderLock lock = FolderLock.take(scratch)) {
        Path application = WarAssembly.unpack(war(), jars, scratch.resolve("application"));
        // The server has enough to do until it needs the database; meanwhile that may start, too.
        Future<EngineServer> booting =
            EngineServer.boot(
                installation, new EngineServer.Settings(address, port, scratch.resolve("server")));
        DatabaseAddress place = source.open();
        EngineServer server = await(booting);
        server.deploy(application, configuration(place));
        try {
          awaitReady(started);
          stop.await();
          console.say("Stopping: what runs may finish, the rest is given back.");
        } finally {
          server.stop();
        }
      }
    }
    Optional.ofNullable(companion).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
    console.say("Stopped.");
    return ExitCode.OK.number();
  }

  private void awaitReady(long started) throws InterruptedException {
    URI base = base();
    Duration limit = Duration.ofSeconds(readyWithin);
    Optional<HealthProbe.Answer> refusal = new HealthProbe(base).awaitReady(limit);
    if (refusal.isPresent()) {
      throw new LaunchException(
          ExitCode.NOT_READY_IN_TIME,
          """
          The engine was not ready after %s; the log above tells what it did. It says:
            %s"""
              .formatted(Words.of(limit), refusal.get().detail().strip()));
    }
    console.say(
        "Tasker is ready on %s after %s. Ctrl-C stops it."
            .formatted(base, Words.of(Duration.ofNanos(System.nanoTime() - started))));
  }

  private URI base() {
    String host = address.equals("0.0.0.0") ? "127.0.0.1" : address;
    return URI.create("http://%s:%d/tasker".formatted(host, port));
  }

  private static EngineServer await(Future<EngineServer> booting) throws InterruptedException {
    try {
      return booting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LaunchException expected) {
        throw expected;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Path war() {
    Path file = war == null ? installation.war() : war.toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED,
          "There is no %s. Start Tasker with the tasker script, which builds it.".formatted(file));
    }
    return file;
  }

  private Map<String, String> configuration(DatabaseAddress database) {
    Map<String, String> configuration = new LinkedHashMap<>();
    if (System.getenv("TASKER_NODE_NAME") == null) { // which a system property would hide
      configuration.put("tasker.node.name", "%s:%d".formatted(hostName(), port));
    }
    if (!templates.isEmpty()) {
      configuration.put(
          "tasker.templates.directories",
          String.join(
              ",",
              templates.stream()
                  .map(folder -> folder.toAbsolutePath().normalize().toString())
                  .map(folder -> folder.replace("\\", "\\\\").replace(",", "\\,"))
                  .toList()));
    }
    if (environment != null) {
      configuration.put("tasker.environment", environment);
    }
    configuration.putAll(settings);
    configuration.put("tasker.database.url", database.url());
    configuration.put("tasker.database.user", database.user());
    configuration.put("tasker.database.password", database.password());
    return configuration;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine that does not know its own name
    }
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED, "--templates %s is not a folder.".formatted(folder));
    }
  }

  private static void stopWhenEnded(long pid, StopSignal stop) {
    CompletableFuture<?> ended =
        ProcessHandle.of(pid)
            .<CompletableFuture<?>>map(ProcessHandle::onExit)
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    CompletableFuture<?> unused = ended.thenRun(stop::request);
  }
}
