package dev.tasker.tool;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final String SERVER_CLASS = "fish.payara.micro.impl.PayaraMicroImpl";
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
    try {
      Folders.delete(settings.folder());
      Path unpacked = installation.serverFolder();
      for (String part : new String[] {"config", "lib"}) {
        Folders.copy(unpacked.resolve(part), settings.folder().resolve(part));
      }
      settings.configuration().forEach(System::setProperty);
      System.setProperty("fish.payara.micro.BootJar", installation.serverJar().toUri().toString());
      System.setProperty("fish.payara.micro.UnpackDir", unpacked.toString());
      Path configuration = installation.serverConfiguration();
      String[] arguments = {
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
        "--disablephonehome"
      };
      EngineServer started = new EngineServer(boot(arguments));
      started.requireDeployment();
      return started;
    } catch (IOException e) {
      throw failure(
          "The server's files cannot be written in %s (%s)."
              .formatted(settings.folder(), Words.of(e)),
          e);
    }
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

  private void requireDeployment() {
    if (server.getRuntime().getDeployedApplicationNames().isEmpty()) {
      stop();
      throw failure("The engine could not be deployed; the lines above tell why.", null);
    }
  }

  /** Lets the engine finish, then ends the server. */
  void stop() {
    try {
      server.shutdown();
    } catch (BootstrapException e) {
      throw failure("The server did not stop as it should (%s).".formatted(Words.of(e)), e);
    }
  }

  private static LaunchException failure(String words, @Nullable Throwable cause) {
    return cause == null
        ? new LaunchException(ExitCode.SERVER_FAILED, words)
        : new LaunchException(ExitCode.SERVER_FAILED, words, cause);
  }
}
