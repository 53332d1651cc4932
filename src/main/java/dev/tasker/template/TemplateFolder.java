package dev.tasker.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The templates of a folder and the folders in it. Links are followed; what begins with a dot is
 * left out, as the second copies that a mounted configuration map keeps.
 */
final class TemplateFolder implements TemplateFiles {

  private static final int MAX_DEPTH = 32;

  private final Path folder;
  private final String name;
  private final TemplateLimits limits;

  TemplateFolder(Path folder, TemplateLimits limits) {
    this(folder, folder.toString(), limits);
  }

  /** A folder that problems call by another name. */
  TemplateFolder(Path folder, String name, TemplateLimits limits) {
    this.folder = folder;
    this.name = name;
    this.limits = limits;
  }

  @Override
  public void forEach(Consumer<TemplateFile> found, Consumer<RefusedTemplate> unreadable) {
    if (!Files.isDirectory(folder)) {
      unreadable.accept(
          RefusedTemplate.of(
              name, "tasker.templates.directories names this, but there is no such folder"));
      return;
    }
    for (Path file : files(unreadable)) {
      try (InputStream in = Files.newInputStream(file)) {
        found.accept(TemplateFile.read(nameOf(file), in, limits));
      } catch (IOException e) {
        unreadable.accept(RefusedTemplate.of(nameOf(file), reason(e)));
      }
    }
  }

  private Collection<Path> files(Consumer<RefusedTemplate> unreadable) {
    var files = new TreeSet<Path>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            return isHidden(at) && !at.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) {
            if (!isHidden(at) && TemplateFile.isTemplate(at.toString())) {
              if (attributes.isRegularFile()) {
                files.add(at);
              } else if (attributes.isSymbolicLink()) {
                unreadable.accept(RefusedTemplate.of(nameOf(at), "is a link that leads nowhere"));
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path at, IOException e) {
            unreadable.accept(RefusedTemplate.of(nameOf(at), reason(e)));
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, visitor);
    } catch (IOException e) {
      unreadable.accept(RefusedTemplate.of(name, reason(e)));
    }
    return files;
  }

  private String nameOf(Path file) {
    return name + "/" + folder.relativize(file).toString().replace('\\', '/');
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
    return "cannot be read" + (reason == null ? "" : ": " + reason);
  }
}
