package dev.tasker.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A process of the WildFly that the build has provisioned, with the WAR at its root, as an operator
 * would run it. Its folder and ports are its own, so it disturbs no other.
 */
final class WildFly implements AutoCloseable {

  private static final Path HOME = Path.of("target", "wildfly").toAbsolutePath();
  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  private final Path base;
  private final URI uri;
  private final ProcessBuilder builder;
  private Process process;

  private WildFly(Path base, URI uri, ProcessBuilder builder) throws IOException {
    this.base = base;
    this.uri = uri;
    this.builder = builder;
    this.process = builder.start();
  }

  /**
   * Starts the server and returns when it answers at the path.
   *
   * @param settings system properties of the server
   */
  static WildFly start(Path war, Map<String, String> settings, String readyPath)
      throws IOException {
    return start(baseFolder(war), settings, readyPath, UnaryOperator.identity());
  }

  /**
   * The same, with another configuration.
   *
   * @param base what {@link #baseFolder} has made
   * @param change makes it from the one that the build has provisioned, {@code standalone.xml}
   */
  static WildFly start(
      Path base, Map<String, String> settings, String readyPath, UnaryOperator<String> change)
      throws IOException {
    Path configuration = base.resolve("configuration").resolve("standalone.xml");
    Files.writeString(configuration, change.apply(Files.readString(configuration)));
    int port = freePort();
    var command = new ArrayList<String>();
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    command.add(
        HOME.resolve("bin").resolve(windows ? "standalone.bat" : "standalone.sh").toString());
    command.add("-Djboss.server.base.dir=" + base);
    command.add("-Djboss.http.port=" + port);
    command.add("-Djboss.https.port=" + freePort());
    command.add("-Djboss.management.http.port=" + freePort());
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(base.resolve("console.log").toFile());
    builder.environment().put("JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var server = new WildFly(base, URI.create("http://127.0.0.1:" + port), builder);
    try {
      server.waitUntilItAnswers(readyPath);
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  /** Where the server answers; the WAR is at its root. */
  URI uri() {
    return uri;
  }

  /** Kills the server as {@code kill -9} does, and starts it again in its folder. */
  void killAndStartAgain(String readyPath) throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(WildFly::kill);
    all.forEach(one -> one.onExit().join());
    process = builder.start();
    waitUntilItAnswers(readyPath);
  }

  private void waitUntilItAnswers(String path) {
    try {
      await()
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(250))
          .failFast("WildFly has ended", () -> !process.isAlive())
          .until(() -> answers(path));
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException("WildFly is not ready. Its last words: " + lastWords(), e);
    }
  }

  private boolean answers(String path) throws InterruptedException {
    var request = HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(5)).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(base.resolve("console.log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return "its output cannot be read: " + e;
    }
  }

  /** Stops the server as an operator would, by a signal; by force when that does not help. */
  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      one.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(late -> kill(one)).join();
    }
  }

  private static ProcessHandle kill(ProcessHandle process) {
    process.destroyForcibly();
    return process;
  }

  /** A folder for a server of its own, with the WAR in it. */
  static Path baseFolder(Path war) throws IOException {
    Path base = Files.createTempDirectory(HOME.getParent(), "wildfly-");
    Path source = HOME.resolve("standalone");
    try (var files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = base.resolve(source.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Path deployments = Files.createDirectories(base.resolve("deployments"));
    Files.copy(war, deployments.resolve("ROOT.war"));
    return base;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
