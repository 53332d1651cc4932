package dev.tasker.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
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
   * Unpacks the WAR and puts the jars among its own, as servers take an application. What is there
   * from an earlier start stays if it was made of the same files.
   *
   * @param target replaced if it is not of these files; what it was made of is written beside it
   * @return the target
   * @throws LaunchException if a jar is called as one of the engine, or files cannot be written
   */
  static Path unpack(Path war, List<Path> jars, Path target) {
    Path record = target.resolveSibling(target.getFileName() + ".txt");
    try {
      String contents = describe(war, jars);
      if (Files.exists(record) && Files.readString(record).equals(contents)) {
        return target;
      }
      Files.deleteIfExists(record);
      Folders.delete(target);
      unpack(war, target);
      add(jars, Files.createDirectories(target.resolve("WEB-INF/lib")));
      Files.writeString(record, contents);
      return target;
    } catch (IOException e) {
      throw refused("%s cannot be unpacked into %s (%s).".formatted(war, target, Words.of(e)));
    }
  }

  private static String describe(Path war, List<Path> jars) throws IOException {
    StringBuilder words = new StringBuilder("Unpacked here, and not again while these are:\n");
    for (Path file : Stream.concat(Stream.of(war), jars.stream()).toList()) {
      words.append(
          "%s, %d bytes, %s%n"
              .formatted(file.toAbsolutePath(), Files.size(file), Files.getLastModifiedTime(file)));
    }
    return words.toString();
  }

  private static void unpack(Path war, Path target) throws IOException {
    try (JarFile archive = new JarFile(war.toFile())) {
      for (JarEntry entry : archive.stream().toList()) {
        Path place = target.resolve(entry.getName()).normalize();
        if (!place.startsWith(target)) {
          throw refused("%s is no WAR: %s would lie outside of it.".formatted(war, entry));
        }
        if (entry.isDirectory()) {
          Files.createDirectories(place);
          continue;
        }
        Files.createDirectories(place.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
          Files.copy(content, place);
        }
        if (entry.getName().endsWith(".jar")) {
          Files.createDirectory(target.resolve(asIfUnpacked(entry.getName())));
        }
      }
    }
  }

  /**
   * Where the server looks whether a jar has been unpacked in place, in which case it does not read
   * the jar for annotations: 12,000 classes that have none, seconds of a start.
   */
  private static String asIfUnpacked(String jar) {
    return jar.replaceAll("[/ ]", "__").replace(".jar", "_jar");
  }

  private static void add(List<Path> jars, Path libraries) throws IOException {
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

  private static LaunchException refused(String words) {
    return new LaunchException(ExitCode.FILES_REFUSED, words);
  }
}
