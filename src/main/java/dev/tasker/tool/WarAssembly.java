package dev.tasker.tool;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Adds the user's jars to the WAR. The server then finds handlers, subscribers and task templates
 * in them as if they had been built in, on one class loader with the engine.
 */
final class WarAssembly {

  private static final String OURS = "dev/tasker/api/";

  private WarAssembly() {}

  /**
   * Lists the jars that {@code --lib} names.
   *
   * @param named jar files, and folders whose jars are all taken
   * @throws LaunchException if one does not exist, holds no jar, is no jar or brings Tasker's api
   */
  static List<Path> jars(List<Path> named) {
    Map<String, Path> jars = new TreeMap<>();
    for (Path path : named) {
      for (Path jar : expand(path)) {
        check(jar);
        Path other = jars.putIfAbsent(jar.getFileName().toString(), jar);
        if (other != null && !other.equals(jar)) {
          throw refused(
              "--lib names two jars called %s: %s and %s."
                  .formatted(jar.getFileName(), other, jar));
        }
      }
    }
    return List.copyOf(jars.values());
  }

  private static List<Path> expand(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw refused("--lib %s does not exist.".formatted(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      if (jars.isEmpty()) {
        throw refused("--lib %s holds no jar.".formatted(path));
      }
      return jars;
    } catch (IOException e) {
      throw refused("--lib %s cannot be read (%s).".formatted(path, Words.of(e)));
    }
  }

  private static void check(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.stream().anyMatch(entry -> entry.getName().startsWith(OURS))) {
        throw refused(
            "--lib %s has a copy of Tasker's own api in it, which would hide the engine's."
                    .formatted(jar)
                + " Build it with the dependency on tasker in scope \"provided\".");
      }
    } catch (IOException e) {
      throw refused("--lib %s is not a jar (%s).".formatted(jar, Words.of(e)));
    }
  }

  /**
   * Writes a copy of the WAR with the jars in it.
   *
   * @param target replaced if it exists
   */
  static void assemble(Path war, List<Path> jars, Path target) {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(war, target, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem archive =
          FileSystems.newFileSystem(URI.create("jar:" + target.toUri()), Map.of())) {
        Path libraries = archive.getPath("WEB-INF", "lib");
        Files.createDirectories(libraries);
        List<String> clashes = new ArrayList<>();
        for (Path jar : jars) {
          Path place = libraries.resolve(jar.getFileName().toString());
          if (Files.exists(place)) {
            clashes.add(jar.toString());
          } else {
            Files.copy(jar, place);
          }
        }
        if (!clashes.isEmpty()) {
          throw refused(
              "Tasker brings a jar of the same name as %s. Rename it, or leave it out."
                  .formatted(String.join(", ", clashes)));
        }
      }
    } catch (IOException e) {
      throw refused("The jars of --lib cannot be added to %s (%s).".formatted(target, Words.of(e)));
    }
  }

  private static LaunchException refused(String words) {
    return new LaunchException(ExitCode.FILES_REFUSED, words);
  }
}
