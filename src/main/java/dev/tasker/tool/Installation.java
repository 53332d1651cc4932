package dev.tasker.tool;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the parts of Tasker lie on this machine.
 *
 * @param home the project's folder, absolute
 */
record Installation(Path home) {

  private static final String PROPERTY = "tasker.home";

  /** The one that the {@code tasker} script named, or else the current folder. */
  static Installation current() {
    return new Installation(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath().normalize());
  }

  Path war() {
    return home.resolve("target/tasker.war");
  }

  /** What handlers and subscribers are compiled against. */
  Path apiJar() {
    return home.resolve("target/tasker-api.jar");
  }

  /** The files, from {@link #home} on, that fetch Maven where there is none. */
  List<String> mavenWrapper() {
    return List.of("mvnw", "mvnw.cmd", ".mvn/wrapper/maven-wrapper.properties");
  }

  /** What the script and the launcher make for themselves, so that starts are fast. */
  Path tool() {
    return home.resolve("target/tool");
  }

  Path libraries() {
    return tool().resolve("lib");
  }

  /** The server's jars and configuration, unpacked by the script. */
  Path serverFolder() {
    return tool().resolve("payara");
  }

  /** The jar that names each jar of the server as its class path. */
  Path serverJar() {
    return serverFolder().resolve("launch-micro.jar");
  }

  Path serverConfiguration() {
    return home.resolve("server-config/payara");
  }

  /** The example that {@code tasker demo} runs, built by the script. */
  Path exampleJar() {
    return home.resolve("examples/ecommerce/target/ecommerce.jar");
  }

  Path script() {
    return home.resolve("tasker");
  }
}
