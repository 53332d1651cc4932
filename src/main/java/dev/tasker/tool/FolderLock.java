package dev.tasker.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Says that one process owns a folder. The operating system gives the lock back when the process
 * ends, however it ends, so there is no stale lock to remove by hand. The file keeps its owner's
 * process id, for people and for {@code tasker stop}.
 */
final class FolderLock implements AutoCloseable {

  private static final String NAME = "tasker.lock";
  // Beyond the text, so that others may read the text where locks are mandatory.
  private static final long LOCKED_BYTE = 1L << 20;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, which is created if need be.
   *
   * @throws LaunchException if another process has it, or it cannot be written
   */
  static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(channel)) {
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"), 0);
        return new FolderLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.DATA_FOLDER_UNUSABLE,
          "The folder %s cannot be written (%s). Name another one with --data."
              .formatted(folder, Words.of(e)),
          e);
    }
    throw new LaunchException(
        ExitCode.DATA_FOLDER_LOCKED,
        """
        The data folder %s is in use by another Tasker%s.
        Stop that one (./tasker stop --data %s), or name another folder with --data.
        For a second node on the same database, use --database with the address that the first one printed."""
            .formatted(folder, owner(folder).map(pid -> ", process " + pid).orElse(""), folder));
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // by this very process
    }
  }

  /** The process that owns the folder; empty if none does. */
  static Optional<Long> owner(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!isTaken(channel)) {
        return Optional.empty();
      }
      ByteBuffer text = ByteBuffer.allocate(32);
      channel.read(text, 0);
      String pid = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
      return pid.matches("\\d{1,18}") ? Optional.of(Long.valueOf(pid)) : Optional.empty();
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.DATA_FOLDER_UNUSABLE,
          "The file %s cannot be read (%s).".formatted(file, Words.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LaunchException(ExitCode.FAILED, "The data folder could not be given back.", e);
    }
  }
}
