package dev.tasker.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateArchiveTest {

  @TempDir Path webInf;

  private final List<String> found = new ArrayList<>();
  private final List<RefusedTemplate> refused = new ArrayList<>();

  @Test
  void unpackedWar_isSearchedWithItsJars() throws Exception {
    write("classes/tasker/tasks/shop/order.yaml", "order".getBytes(UTF_8));
    write("classes/tasker/other.yaml", "other".getBytes(UTF_8));
    write("lib/b.jar", zip("tasker/tasks/pay.yaml", "META-INF/x.yaml", "tasker/tasks/readme.md"));
    write("lib/a.jar", zip("tasker/tasks/deep/refund.yml"));
    write("lib/note.txt", new byte[0]);
    write("classes/" + pathOf(Member.class), bytesOf(Member.class));
    try (var loader =
        new URLClassLoader(new URL[] {webInf.resolve("classes").toUri().toURL()}, null)) {
      search(loader.loadClass(Member.class.getName()));
    }

    assertThat(found)
        .containsExactly(
            "tasker/tasks/shop/order.yaml=order",
            "a.jar!/tasker/tasks/deep/refund.yml=tasker/tasks/deep/refund.yml",
            "b.jar!/tasker/tasks/pay.yaml=tasker/tasks/pay.yaml");
    assertThat(refused).isEmpty();
  }

  @Test
  void brokenJar_isReportedWhileTheOthersAreSearched() throws Exception {
    write("lib/a.jar", "no jar".getBytes(UTF_8));
    write("lib/b.jar", zip("tasker/tasks/pay.yaml"));
    write("classes/" + pathOf(Member.class), bytesOf(Member.class));
    try (var loader =
        new URLClassLoader(new URL[] {webInf.resolve("classes").toUri().toURL()}, null)) {
      search(loader.loadClass(Member.class.getName()));
    }

    assertThat(found).hasSize(1);
    assertThat(refused).extracting(RefusedTemplate::file).containsExactly("a.jar");
  }

  @Test
  void closedWar_isSearchedThroughItsFolders() throws Exception {
    var loader =
        new ClosedLoader(
            Map.of(
                "vfs:/content/tasker.war/WEB-INF/classes/tasker/tasks",
                zip("order.yaml", "sub/b.yaml", "sub/readme.md"),
                "vfs:/content/tasker.war/WEB-INF/lib/a.jar/tasker/tasks",
                zip("pay.yaml")));

    search(loader.loadClass(Member.class.getName()));

    assertThat(found)
        .containsExactlyInAnyOrder(
            "tasker/tasks/order.yaml=order.yaml",
            "tasker/tasks/sub/b.yaml=sub/b.yaml",
            "a.jar!/tasker/tasks/pay.yaml=pay.yaml");
  }

  /** Lies in the archive that is searched. */
  static final class Member {}

  private void search(Class<?> member) {
    new TemplateArchive(member, TemplateLimits.DEFAULT)
        .forEach(file -> found.add(file.name() + "=" + file.text().orElseThrow()), refused::add);
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = webInf.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static byte[] zip(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String pathOf(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream("/" + pathOf(type))) {
      return in.readAllBytes();
    }
  }

  /** Finds folders in archives that it keeps closed, as WildFly's class loader does. */
  private static final class ClosedLoader extends ClassLoader {

    private final Map<String, byte[]> folders;

    ClosedLoader(Map<String, byte[]> folders) {
      super(null);
      this.folders = folders;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try {
        byte[] bytes = bytesOf(Member.class);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    protected URL findResource(String name) {
      return address("vfs:/content/tasker.war/WEB-INF/classes/" + name, new byte[0]);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
      return Collections.enumeration(
          folders.entrySet().stream()
              .map(entry -> address(entry.getKey(), entry.getValue()))
              .toList());
    }

    private static URL address(String address, byte[] zip) {
      var handler =
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                  return new ZipInputStream(new ByteArrayInputStream(zip));
                }
              };
            }
          };
      try {
        return new URL(null, address, handler);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
