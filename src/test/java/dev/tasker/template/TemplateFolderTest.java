package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFolderTest {

  @TempDir Path folder;

  private final List<String> found = new ArrayList<>();
  private final List<RefusedTemplate> refused = new ArrayList<>();

  @Test
  void templatesInAnyDepth_comeInOrder() throws IOException {
    write("b.yaml");
    write("a/z.yml");
    write("a/README.md");
    write("c/d/e.yaml");

    search();

    assertThat(found)
        .containsExactly("x/a/z.yml=a/z.yml", "x/b.yaml=b.yaml", "x/c/d/e.yaml=c/d/e.yaml");
    assertThat(refused).isEmpty();
  }

  /** A mounted configuration map: links to a hidden folder that is a link to a dated one. */
  @Test
  void linkedFile_isFoundOnce() throws IOException {
    write("..2024_01_01/order.yaml");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2024_01_01"));
    Files.createSymbolicLink(folder.resolve("order.yaml"), Path.of("..data/order.yaml"));

    search();

    assertThat(found).containsExactly("x/order.yaml=..2024_01_01/order.yaml");
  }

  @Test
  void linkToItself_isReported() throws IOException {
    write("a.yaml");
    Files.createSymbolicLink(folder.resolve("loop"), folder);

    search();

    assertThat(found).containsExactly("x/a.yaml=a.yaml");
    assertThat(refused).extracting(RefusedTemplate::file).containsExactly("x/loop");
  }

  @Test
  void missingFolder_isReported() throws IOException {
    Files.delete(folder);

    search();

    assertThat(refused)
        .containsExactly(
            RefusedTemplate.of(
                "x", "tasker.templates.directories names this, but there is no such folder"));
  }

  @Test
  void linkToNothing_isReported() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.yaml"), Path.of("nowhere.yaml"));

    search();

    assertThat(found).isEmpty();
    assertThat(refused).extracting(RefusedTemplate::file).containsExactly("x/gone.yaml");
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  private void search() {
    new TemplateFolder(folder, "x", TemplateLimits.DEFAULT)
        .forEach(file -> found.add(file.name() + "=" + file.text().orElseThrow()), refused::add);
    try (Stream<String> sorted = found.stream().sorted()) {
      assertThat(found).containsExactlyElementsOf(sorted.toList());
    }
  }
}
