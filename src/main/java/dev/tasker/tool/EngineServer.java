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
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Payara Micro with the engine, in this very process: killing the process kills the engine. */
final class EngineServer {

  /**
   * @param address where HTTP listens
   * @param port where HTTP listens
   * @param folder the server's own files; emptied at each start
   */
  record Settings(String address, int port, Path folder) {}

  // Only the jars that the launcher jar of the server names hold this class, so nothing here can
  // be compiled against it.
  static final String SERVER_CLASS = "fish.payara.micro.impl.PayaraMicroImpl";
  private static final String NAME = "tasker";
  static final String CONTEXT_ROOT = "/";
  private static final String DEFAULT_WEB = "default-web.xml";
  private static final String LOOPBACK = "http-listener.address=127.0.0.1";

  private final PayaraMicroBoot server;

  private EngineServer(PayaraMicroBoot server) {
    this.server = server;
  }

  /**
   * Boots the server, without the engine, on a thread of its own.
   *
   * @return fails with a {@link LaunchException} if the server does not boot; the log has told why
   */
  static FutureTask<EngineServer> boot(Installation installation, Settings settings) {
    FutureTask<EngineServer> booting =
        new FutureTask<>(
            () -> {
              List<String> arguments = prepare(installation, settings);
              properties(installation).forEach(System::setProperty);
              return new EngineServer(boot(arguments.toArray(String[]::new)));
            });
    Thread thread = new Thread(booting, "server");
    thread.setDaemon(true);
    thread.start();
    return booting;
  }

  /** Empties and fills the server's folder; returns the arguments of its main class. */
  static List<String> prepare(Installation installation, Settings settings) {
    try {
      Folders.delete(settings.folder());
      for (String part : new String[] {"config", "lib"}) {
        Folders.copy(installation.serverFolder().resolve(part), settings.folder().resolve(part));
      }
      Path configuration = installation.serverConfiguration();
      Files.copy(
          configuration.resolve(DEFAULT_WEB),
          settings.folder().resolve("config").resolve(DEFAULT_WEB),
          StandardCopyOption.REPLACE_EXISTING);
      return List.of(
          "--rootdir",
          settings.folder().toString(),
          "--port",
          String.valueOf(settings.port()),
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

  /** What the server finds in the system properties of its process. */
  static Map<String, String> properties(Installation installation) {
    return Map.of(
        "fish.payara.micro.BootJar", installation.serverJar().toUri().toString(),
        "fish.payara.micro.UnpackDir", installation.serverFolder().toString());
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

  /**
   * Deploys the engine at the root of the server; returns when that is done, before the engine is
   * ready.
   *
   * @param application the WAR, or a folder with what is in one
   * @param configuration keys and values that the engine finds in MicroProfile Config
   * @throws LaunchException if the server does not take it; the server has been stopped then
   */
  void deploy(Path application, Map<String, String> configuration) {
    configuration.forEach(System::setProperty);
    PrintStream log = System.err;
    CauseWatch watch = new CauseWatch(log);
    System.setErr(watch.stream());
    try {
      boolean tried = server.getRuntime().deploy(NAME, CONTEXT_ROOT, application.toFile());
      // It may say so of an application that it has given up.
      if (!tried || server.getRuntime().getDeployedApplicationNames().isEmpty()) {
        stop();
        throw failure(
            "The engine could not be deployed: %s\nThe log above has the details."
                .formatted(watch.cause().orElse("the server gave no reason")),
            null);
      }
    } finally {
      System.setErr(log);
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
