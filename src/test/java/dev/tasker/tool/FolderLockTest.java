package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  private static final long THIS_JVM = ProcessHandle.current().pid();

  @TempDir Path folder;

  @Test
  void takenFolder_namesItsOwner() {
    Path data = folder.resolve("not/there/yet");
    try (FolderLock lock = FolderLock.take(data)) {
      assertThat(lock).isNotNull();
      assertThat(FolderLock.owner(data)).contains(THIS_JVM);
    }
    assertThat(FolderLock.owner(data)).isEmpty();
  }

  @Test
  void takenFolder_isRefusedToTheNext_whichLearnsTheProcess() {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> FolderLock.take(folder))
          .isInstanceOfSatisfying(
              LaunchException.class,
              e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_FOLDER_LOCKED))
          .hasMessageContaining("process " + THIS_JVM)
          .hasMessageContaining("--database");
    }
  }

  @Test
  void fileLeftByAKilledProcess_locksNobodyOut() throws IOException {
    Files.writeString(folder.resolve("tasker.lock"), "4711\n");

    assertThat(FolderLock.owner(folder)).isEmpty();
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(lock).isNotNull();
      assertThat(FolderLock.owner(folder)).contains(THIS_JVM);
    }
  }

  @Test
  void fileInPlaceOfTheFolder_isUnusable() throws IOException {
    Path file = Files.createFile(folder.resolve("data"));

    assertThatThrownBy(() -> FolderLock.take(file))
        .isInstanceOfSatisfying(
            LaunchException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_FOLDER_UNUSABLE))
        .hasMessageContaining("--data");
  }
}
