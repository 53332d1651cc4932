package dev.tasker.tool;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payara Micro with the WAR, in this very process: killing the process kills the engine. */
final class EngineServer {

  /**
   * @param war what is deployed, at the root of the server
   * @param address where HTTP listens
   * @param port where HTTP listens
   * @param folder the server's own files; emptied at each start
   * @param configuration keys and values that the engine finds in MicroProfile Config
   */
  record Settings(
      Path war, String address, int port, Path folder, Map<String, String> configuration) {

    Settings {
      configuration = Map.copyOf(configuration);
    }
  }

  // Only the jars that the launcher jar of the server names hold this class, so nothing here can
  // be compiled against it.
  static final String SERVER_CLASS = "fish.payara.micro.impl.PayaraMicroImpl";
  private static final String LOOPBACK = "http-listener.address=127.0.0.1";

  private final PayaraMicroBoot server;

  private EngineServer(PayaraMicroBoot server) {
    this.server = server;
  }

  /**
   * Boots the server and deploys the WAR; returns when that is done, before the engine is ready.
   *
   * @throws LaunchException if the server does not boot or the WAR is not deployed; the log has
   *     told why
   */
  static EngineServer start(Installation installation, Settings settings) {
    List<String> arguments = prepare(installation, settings);
    properties(installation, settings).forEach(System::setProperty);
    PrintStream log = System.err;
    CauseWatch watch = new CauseWatch(log);
    System.setErr(watch.stream());
    try {
      EngineServer started = new EngineServer(boot(arguments.toArray(String[]::new)));
      started.requireDeployment(watch);
      return started;
    } finally {
      System.setErr(log);
    }
  }

  /** Empties and fills the server's folder; returns the arguments of its main class. */
  static List<String> prepare(Installation installation, Settings settings) {
    try {
      Folders.delete(settings.folder());
      for (String part : new String[] {"config", "lib"}) {
        Folders.copy(installation.serverFolder().resolve(part), settings.folder().resolve(part));
      }
      Path configuration = installation.serverConfiguration();
      return List.of(
          "--rootdir",
          settings.folder().toString(),
          "--port",
          String.valueOf(settings.port()),
          "--contextroot",
          "/",
          "--deploy",
          settings.war().toString(),
          "--prebootcommandfile",
          preboot(configuration, settings).toString(),
          "--logproperties",
          configuration.resolve("logging.properties").toString(),
          "--nocluster",
          "--nohazelcast",
          "--disablephonehome");
    } catch (IOException e) {
      throw failure(
          "The server's files cannot be written in %s (%s)."
              .formatted(settings.folder(), Words.of(e)),
          e);
    }
  }

  /** What server and engine find in the system properties of their process. */
  static Map<String, String> properties(Installation installation, Settings settings) {
    Map<String, String> properties = new HashMap<>(settings.configuration());
    properties.put("fish.payara.micro.BootJar", installation.serverJar().toUri().toString());
    properties.put("fish.payara.micro.UnpackDir", installation.serverFolder().toString());
    return properties;
  }

  private static PayaraMicroBoot boot(String[] arguments) {
    try {
      return (PayaraMicroBoot)
          Class.forName(SERVER_CLASS)
              .getMethod("create", String[].class)
              .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw failure("The server did not start (%s).".formatted(Words.of(e)), e);
    } catch (ReflectiveOperationException e) {
      throw failure("The server is not on the class path. Start Tasker with the tasker script.", e);
    }
  }

  private static Path preboot(Path configuration, Settings settings) throws IOException {
    String commands = Files.readString(configuration.resolve("preboot.asadmin"));
    if (!commands.contains(LOOPBACK)) {
      throw new IOException("preboot.asadmin does not set the listener's address");
    }
    Path file = settings.folder().resolve("preboot.asadmin");
    Files.writeString(
        file, commands.replace(LOOPBACK, "http-listener.address=" + settings.address()));
    return file;
  }

  private void requireDeployment(CauseWatch watch) {
    if (server.getRuntime().getDeployedApplicationNames().isEmpty()) {
      stop();
      throw failure(
          "The engine could not be deployed: %s\nThe log above has the details."
              .formatted(watch.cause().orElse("the server gave no reason")),
          null);
    }
  }

  /** Lets the engine finish, then ends the server. */
  void stop() {
    PrintStream out = System.out;
    // The server prints a line of its innards here, which is not for people; the log is elsewhere.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      server.shutdown();
    } catch (BootstrapException e) {
      throw failure("The server did not stop as it should (%s).".formatted(Words.of(e)), e);
    } finally {
      System.setOut(out);
    }
  }

  private static LaunchException failure(String words, @Nullable Throwable cause) {
    return cause == null
        ? new LaunchException(ExitCode.SERVER_FAILED, words)
        : new LaunchException(ExitCode.SERVER_FAILED, words, cause);
  }
}
