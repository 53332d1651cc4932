package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarAssemblyTest {

  @TempDir Path folder;

  @Test
  void applicationFolder_holdsTheWarAndTheJars() throws IOException {
    Path war = zip("tasker.war", "WEB-INF/web.xml", "WEB-INF/lib/engine.jar");
    Path handlers = zip("handlers.jar", "shop/Handler.class");

    Path application = WarAssembly.unpack(war, List.of(handlers), target());

    assertThat(application.resolve("WEB-INF/web.xml")).isRegularFile();
    assertThat(application.resolve("WEB-INF/lib/engine.jar")).isRegularFile();
    assertThat(application.resolve("WEB-INF/lib/handlers.jar")).hasSameBinaryContentAs(handlers);
  }

  @Test
  void librariesOfTheEngine_areNotReadForAnnotations_thoseOfTheUserAre() throws IOException {
    Path war = zip("tasker.war", "WEB-INF/lib/engine.jar");

    Path application =
        WarAssembly.unpack(war, List.of(zip("handlers.jar", "shop/Handler.class")), target());

    assertThat(application.resolve("WEB-INF__lib__engine_jar")).exists();
    assertThat(application.resolve("WEB-INF__lib__handlers_jar")).doesNotExist();
  }

  @Test
  void folderFromBefore_stays_whileItsFilesAreTheSame() throws IOException {
    Path war = zip("tasker.war", "WEB-INF/web.xml");
    Path application = WarAssembly.unpack(war, List.of(), target());
    Path seen = Files.createFile(application.resolve("seen"));

    WarAssembly.unpack(war, List.of(), target());

    assertThat(seen).exists();
  }

  @Test
  void folderFromBefore_isReplaced_whenAFileChanged() throws IOException {
    Path war = zip("tasker.war", "WEB-INF/web.xml");
    Path application = WarAssembly.unpack(war, List.of(zip("old.jar", "a")), target());

    WarAssembly.unpack(war, List.of(zip("new.jar", "a")), target());
    assertThat(application.resolve("WEB-INF/lib/new.jar")).exists();
    assertThat(application.resolve("WEB-INF/lib/old.jar")).doesNotExist();

    zip("tasker.war", "WEB-INF/web.xml", "index.html");
    WarAssembly.unpack(war, List.of(zip("new.jar", "a")), target());
    assertThat(application.resolve("index.html")).exists();
  }

  @Test
  void folderThatWasNotFinished_isMadeAnew() throws IOException {
    Path war = zip("tasker.war", "WEB-INF/lib/engine.jar");
    Path clash = zip("engine.jar", "a");
    assertRefused(() -> WarAssembly.unpack(war, List.of(clash), target()), "same name");
    Files.delete(target().resolve("WEB-INF/lib/engine.jar"));

    Path application = WarAssembly.unpack(war, List.of(), target());

    assertThat(application.resolve("WEB-INF/lib/engine.jar")).exists();
  }

  @Test
  void archiveThatReachesOutside_isRefused() throws IOException {
    Path war = zip("evil.war", "../outside");

    assertRefused(() -> WarAssembly.unpack(war, List.of(), target()), "outside");
    assertThat(folder.resolve("run/outside")).doesNotExist();
  }

  @Test
  void folderOfJars_givesEachOfThem() throws IOException {
    Path b = zip("libs/b.jar", "b");
    Path a = zip("libs/a.jar", "a");
    Files.writeString(folder.resolve("libs/README"), "not a jar");

    assertThat(WarAssembly.jars(List.of(folder.resolve("libs"), a))).containsExactly(a, b);
  }

  @Test
  void missingFile_emptyFolder_brokenJar_areRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path broken = Files.writeString(folder.resolve("broken.jar"), "not a zip");

    assertRefused(() -> WarAssembly.jars(List.of(folder.resolve("none.jar"))), "does not exist");
    assertRefused(() -> WarAssembly.jars(List.of(empty)), "holds no jar");
    assertRefused(() -> WarAssembly.jars(List.of(broken)), "is not a jar");
  }

  @Test
  void jarWithACopyOfTheApi_isRefused_withTheWayOut() throws IOException {
    Path fat = zip("fat.jar", "dev/tasker/api/handler/StepHandler.class");

    assertRefused(() -> WarAssembly.jars(List.of(fat)), "provided");
  }

  @Test
  void twoJarsOfOneName_areRefused() throws IOException {
    Path one = zip("one/handlers.jar", "a");
    Path two = zip("two/handlers.jar", "a");

    assertRefused(() -> WarAssembly.jars(List.of(one, two)), "two jars called handlers.jar");
  }

  private static void assertRefused(ThrowingCallable call, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FILES_REFUSED))
        .hasMessageContaining(words);
  }

  private Path zip(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }
    return file;
  }

  private Path target() {
    return folder.resolve("run/application");
  }
}
