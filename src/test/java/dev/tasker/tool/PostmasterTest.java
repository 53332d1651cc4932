package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {

  private static List<String> file(long pid, String status) {
    return List.of(
        String.valueOf(pid),
        "/data/postgres",
        "1795408338",
        "15499",
        "",
        "127.0.0.1",
        " 123 4 ",
        status + "  ");
  }

  @Test
  void fileOfARunningServer_tellsProcessPortAndStatus() {
    assertThat(Postmaster.parse(file(4711, "ready")))
        .contains(new Postmaster(4711, 15499, "ready"));
    assertThat(new Postmaster(4711, 15499, "ready").isReady()).isTrue();
    assertThat(new Postmaster(4711, 15499, "starting").isReady()).isFalse();
  }

  @Test
  void fileThatIsNotWholeYet_isNoServer() {
    assertThat(Postmaster.parse(file(1, "ready").subList(0, 5))).isEmpty();
    assertThat(Postmaster.parse(List.of("", "", "", "", "", "", "", ""))).isEmpty();
  }

  @Test
  void folderWithoutTheFile_hasNoServer(@TempDir Path folder) throws IOException {
    assertThat(Postmaster.read(folder)).isEmpty();
  }

  @Test
  void numberThatAnotherProgramHasNow_isNotAlive() {
    long thisJvm = ProcessHandle.current().pid();

    assertThat(new Postmaster(thisJvm, 15499, "ready").isAlive()).isFalse();
  }

  @Test
  void numberThatNobodyHas_isNotAlive() {
    assertThat(new Postmaster(Long.MAX_VALUE, 15499, "ready").isAlive()).isFalse();
  }

  @Test
  void forgottenServer_leavesNoFile(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("postmaster.pid"), file(1, "ready"));

    Postmaster.forget(folder);

    assertThat(folder).isEmptyDirectory();
  }
}
