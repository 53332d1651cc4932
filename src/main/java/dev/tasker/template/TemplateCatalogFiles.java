package dev.tasker.template;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds template files: in the WAR, in each jar of it, and in folders. By way of the servlet
 * context, because each server has a class path of its own kind.
 */
final class TemplateCatalogFiles {

  private static final String PLACE = "tasker/tasks/";

  private final int maxFileSize;
  private final List<Source> found = new ArrayList<>();
  private final List<RefusedTemplate> unreadable = new ArrayList<>();

  TemplateCatalogFiles(int maxFileSize) {
    this.maxFileSize = maxFileSize;
  }

  /** A template file and what it holds; one byte too many if it is too large. */
  record Source(String file, String yaml) {}

  /** What was found, in a stable order. */
  List<Source> found() {
    return found.stream().sorted(Comparator.comparing(Source::file)).toList();
  }

  /** What could not be read. */
  List<RefusedTemplate> unreadable() {
    return List.copyOf(unreadable);
  }

  /** Looks into the WAR's classes and jars. */
  void searchWar(ServletContext war) {
    searchClasses(war, "/WEB-INF/classes/" + PLACE);
    for (String path : paths(war, "/WEB-INF/lib/")) {
      if (path.endsWith(".jar")) {
        searchJar(war, path);
      }
    }
  }

  /** Looks into a folder and those in it. */
  void searchFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      refuse(
          folder.toString(),
          "is not a folder: correct tasker.templates.directories, or make the folder");
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (isTemplate(file.toString())) {
          readFile(file);
        }
      }
    } catch (IOException e) {
      refuse(folder.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private void readFile(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      read(file.toString(), in);
    } catch (IOException e) {
      refuse(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private void searchClasses(ServletContext war, String folder) {
    for (String path : paths(war, folder)) {
      if (path.endsWith("/")) {
        searchClasses(war, path);
      } else if (isTemplate(path)) {
        try (InputStream in = war.getResourceAsStream(path)) {
          read(path.substring("/WEB-INF/classes/".length()), in);
        } catch (IOException e) {
          refuse(path, "cannot be read: " + e.getMessage());
        }
      }
    }
  }

  private void searchJar(ServletContext war, String path) {
    String jar = path.substring(path.lastIndexOf('/') + 1);
    try (InputStream in = war.getResourceAsStream(path);
        ZipInputStream zip = new ZipInputStream(in)) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        if (entry.getName().startsWith(PLACE) && isTemplate(entry.getName())) {
          read(jar + "!/" + entry.getName(), zip);
        }
        entry = zip.getNextEntry();
      }
    } catch (IOException e) {
      refuse(jar, "cannot be read: " + e.getMessage());
    }
  }

  private void read(String file, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(maxFileSize + 1);
    found.add(new Source(file, new String(bytes, StandardCharsets.UTF_8)));
  }

  private void refuse(String file, String problem) {
    unreadable.add(new RefusedTemplate(file, List.of(file + ": " + problem)));
  }

  private static boolean isTemplate(String file) {
    return file.endsWith(".yaml") || file.endsWith(".yml");
  }

  private static Set<String> paths(ServletContext war, String folder) {
    Set<String> paths = war.getResourcePaths(folder);
    return paths == null ? Set.of() : new TreeSet<>(paths);
  }
}
