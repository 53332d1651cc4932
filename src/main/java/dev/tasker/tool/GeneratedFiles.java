package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files to be written into a project: all of them, or none if one is there already. */
final class GeneratedFiles {

  private final Path project;
  private final Map<Path, String> files = new LinkedHashMap<>();

  GeneratedFiles(Path project) {
    this.project = project;
  }

  /** A file of the project, by its path in it. */
  GeneratedFiles add(String path, String content) {
    files.put(project.resolve(path), content);
    return this;
  }

  /** A file that others share: left alone if it is there. */
  GeneratedFiles addIfMissing(String path, String content) {
    return Files.exists(project.resolve(path)) ? this : add(path, content);
  }

  /**
   * Writes them.
   *
   * @return what was written, as paths from the current folder on
   * @throws LaunchException if one is there already, or cannot be written
   */
  List<Path> write() {
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw new LaunchException(
            ExitCode.FILES_REFUSED,
            "%s is there already; nothing was written. Choose another name, or move it away."
                .formatted(file));
      }
    }
    List<Path> written = new ArrayList<>();
    files.forEach(
        (file, content) -> {
          try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content);
            written.add(file);
          } catch (IOException e) {
            throw new LaunchException(
                ExitCode.FILES_REFUSED, "%s cannot be written: %s".formatted(file, Words.of(e)));
          }
        });
    return written;
  }
}
