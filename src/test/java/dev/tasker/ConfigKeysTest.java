package dev.tasker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every setting is listed, with a default and a comment, in one file; and none is listed in vain.
 */
class ConfigKeysTest {

  private static final Path LIST =
      Path.of("src/main/resources/META-INF/microprofile-config.properties");
  private static final Path SOURCES = Path.of("src/main/java/dev/tasker");
  private static final Pattern KEY =
      Pattern.compile("\"(tasker\\.(?:environment|retention|[a-z-]+\\.[a-z-]+))\"");

  /** Settings of the server, which has them before the application's list can be read. */
  private static final Set<String> OF_THE_SERVER =
      Set.of("tasker.database.url", "tasker.database.user", "tasker.database.password");

  @Test
  void everyKeyInTheCode_isListed() throws IOException {
    assertThat(listed()).containsAll(used());
  }

  @Test
  void everyListedKey_isUsed() throws IOException {
    assertThat(used()).containsAll(listed());
  }

  @Test
  void everyListedKey_hasAComment() throws IOException {
    List<String> lines = Files.readAllLines(LIST);
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("tasker.")) {
        assertThat(lines.get(i - 1)).as(lines.get(i)).matches("(#|tasker\\.).*");
      }
    }
  }

  private static Set<String> listed() throws IOException {
    var properties = new Properties();
    try (var in = Files.newInputStream(LIST)) {
      properties.load(in);
    }
    var keys = new TreeSet<>(properties.stringPropertyNames());
    keys.removeIf(key -> !key.startsWith("tasker."));
    return keys;
  }

  private static Set<String> used() throws IOException {
    var keys = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCES.resolve("tool")))
          .forEach(
              file -> KEY.matcher(text(file)).results().forEach(hit -> keys.add(hit.group(1))));
    }
    keys.removeAll(OF_THE_SERVER);
    return keys;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
