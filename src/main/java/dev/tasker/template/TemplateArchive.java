package dev.tasker.template;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The templates under {@code tasker/tasks/} of the WAR and of the jars in it.
 *
 * <p>Does without the servlet context: it is not there yet when the engine starts. A server that
 * unpacks the WAR (Payara) is asked for its files. One that keeps it closed (WildFly) is asked for
 * its folders of that name, which it opens as streams of entries.
 */
final class TemplateArchive implements TemplateFiles {

  private static final String FOLDER = "tasker/tasks";

  private final Class<?> member;
  private final TemplateLimits limits;

  /**
   * The archive that a class is from.
   *
   * @param member lies in {@code WEB-INF/classes}
   */
  TemplateArchive(Class<?> member, TemplateLimits limits) {
    this.member = member;
    this.limits = limits;
  }

  @Override
  public void forEach(Consumer<TemplateFile> found, Consumer<RefusedTemplate> unreadable) {
    try {
      String path = member.getName().replace('.', '/') + ".class";
      URL url = member.getClassLoader().getResource(path);
      if (url != null && url.getProtocol().equals("file")) {
        String address = url.toString();
        Path classes = Path.of(new URI(address.substring(0, address.length() - path.length())));
        forEachOf(classes, found, unreadable);
      } else {
        forEachOfClosed(found, unreadable);
      }
    } catch (IOException | URISyntaxException e) {
      unreadable.accept(
          RefusedTemplate.of(FOLDER, "the class path cannot be searched: " + e.getMessage()));
    }
  }

  private void forEachOf(
      Path classes, Consumer<TemplateFile> found, Consumer<RefusedTemplate> unreadable)
      throws IOException {
    Path folder = classes.resolve(FOLDER);
    if (Files.isDirectory(folder)) {
      new TemplateFolder(folder, FOLDER, limits).forEach(found, unreadable);
    }
    Path lib = classes.resolveSibling("lib");
    if (Files.isDirectory(lib)) {
      for (Path jar : jars(lib)) {
        try (var zip = new ZipFile(jar.toFile())) {
          forEachOf(jar.getFileName() + "!/", zip, found);
        } catch (IOException e) {
          unreadable.accept(
              RefusedTemplate.of(
                  jar.getFileName().toString(), "cannot be read: " + e.getMessage()));
        }
      }
    }
  }

  private static List<Path> jars(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private void forEachOf(String jar, ZipFile zip, Consumer<TemplateFile> found) throws IOException {
    List<? extends ZipEntry> templates =
        zip.stream()
            .filter(entry -> entry.getName().startsWith(FOLDER + "/"))
            .filter(TemplateArchive::isTemplate)
            .sorted(Comparator.comparing(ZipEntry::getName))
            .toList();
    for (ZipEntry entry : templates) {
      try (InputStream in = zip.getInputStream(entry)) {
        found.accept(TemplateFile.read(jar + entry.getName(), in, limits));
      }
    }
  }

  private void forEachOfClosed(Consumer<TemplateFile> found, Consumer<RefusedTemplate> unreadable)
      throws IOException {
    for (URL folder : Collections.list(member.getClassLoader().getResources(FOLDER))) {
      String name = nameOf(folder);
      var files = new TreeMap<String, TemplateFile>();
      try (InputStream in = folder.openStream()) {
        if (!(in instanceof ZipInputStream entries)) {
          throw new IOException("this server does not list its folders");
        }
        for (ZipEntry entry = entries.getNextEntry();
            entry != null;
            entry = entries.getNextEntry()) {
          if (isTemplate(entry)) {
            String path = name + "/" + entry.getName();
            files.put(path, TemplateFile.read(path, entries, limits));
          }
        }
        files.values().forEach(found);
      } catch (IOException e) {
        unreadable.accept(RefusedTemplate.of(name, "cannot be read: " + e.getMessage()));
      }
    }
  }

  /** The folder as a jar's name and the path in it, whatever lies before. */
  private static String nameOf(URL folder) {
    String address = folder.toString();
    int lib = address.lastIndexOf("/WEB-INF/lib/");
    return lib < 0
        ? FOLDER
        : address.substring(lib + "/WEB-INF/lib/".length()).replaceFirst("\\.jar/", ".jar!/");
  }

  private static boolean isTemplate(ZipEntry entry) {
    return !entry.isDirectory() && TemplateFile.isTemplate(entry.getName());
  }
}
