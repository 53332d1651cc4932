package dev.tasker.tool;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Boots the server once, on a throw-away database, so that the JVM can write the classes that it
 * loaded into an archive. Later starts map that archive instead of reading, checking and linking
 * some 20,000 classes, find PostgreSQL unpacked, and for new data a database with all tables. The
 * script calls this once for each JDK and server.
 */
@Command(name = "share-classes", hidden = true, description = "Makes later starts faster.")
final class ShareClassesCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String ADDRESS = "127.0.0.1";

  @Parameters(paramLabel = "FILE", description = "The archive to write.")
  Path archive = Path.of("");

  private final Installation installation;

  ShareClassesCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Path workshop = archive.toAbsolutePath().resolveSibling("share-classes");
    Folders.delete(workshop);
    Files.createDirectories(workshop);
    PostgresBinaries binaries =
        PostgresBinaries.unpack(installation.libraries(), installation.tool());
    Path fresh = workshop.resolve("classes.jsa");
    EmbeddedPostgres postgres = EmbeddedPostgres.start(workshop, installation.libraries());
    try {
      boot(workshop, fresh, postgres.address());
      forgetTheNode(postgres.address());
    } finally {
      postgres.stop();
    }
    PreparedDatabase.keep(workshop, installation.libraries(), binaries);
    Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
    Folders.delete(workshop);
    return ExitCode.OK.number();
  }

  private void boot(Path workshop, Path fresh, DatabaseAddress database)
      throws IOException, InterruptedException {
    int port = Ports.anyFree(ADDRESS);
    EngineServer.Settings settings =
        new EngineServer.Settings(ADDRESS, port, workshop.resolve("server"));
    Map<String, String> configuration =
        Map.of(
            "tasker.node.name", "share-classes",
            "tasker.database.url", database.url(),
            "tasker.database.user", database.user(),
            "tasker.database.password", database.password());
    Path log = workshop.resolve("server.log");
    Process server =
        new ProcessBuilder(command(settings, configuration, fresh))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean late =
          new HealthProbe(URI.create("http://%s:%d/tasker".formatted(ADDRESS, port)))
              .awaitReady(PATIENCE)
              .isPresent();
      server.destroy();
      if (late || !server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !Files.exists(fresh)) {
        throw new LaunchException(
            ExitCode.SERVER_FAILED,
            "No class data were written; %s tells why. Tasker runs without, only slower to start."
                .formatted(log));
      }
    } finally {
      server.destroyForcibly();
    }
  }

  /** All that the boot has left in the tables. */
  private static void forgetTheNode(DatabaseAddress database) throws SQLException {
    try (Connection connection = DatabaseProbe.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("delete from engine_node");
    }
  }

  private List<String> command(
      EngineServer.Settings settings, Map<String, String> configuration, Path fresh) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + installation.serverConfiguration().resolve("jvm.options"));
    command.add("-XX:ArchiveClassesAtExit=" + fresh);
    Map<String, String> properties = new HashMap<>(configuration);
    properties.putAll(EngineServer.properties(installation));
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    // The beginning of the class path that the script gives to every start, to the letter.
    command.add("-cp");
    command.add(System.getProperty("tasker.server.classpath"));
    command.add(EngineServer.SERVER_CLASS);
    command.addAll(EngineServer.prepare(installation, settings));
    command.addAll(List.of("--contextroot", EngineServer.CONTEXT_ROOT));
    command.addAll(List.of("--deploy", installation.war().toString()));
    return command;
  }
}
