package dev.tasker.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The files of a database that has Tasker's tables and nothing in them, made once beside the
 * programs. A new data folder begins with a copy: to make such files and to create the tables takes
 * some seconds. A WAR that was built later may have other tables, so none is used for it.
 *
 * <p>Its superuser's password goes with each copy; it is random, and only the owner of these files
 * can read it. The engine's role gets a password of its own in each data folder.
 */
final class PreparedDatabase {

  private static final String FILES = "postgres";

  /** Of the server that made them. */
  private static final List<String> TRACES = List.of("server.log", "postmaster.opts");

  private final Path home;

  private PreparedDatabase(Path home) {
    this.home = home;
  }

  /** The one for these programs and this WAR, if it was made, and this user may read it. */
  static Optional<PreparedDatabase> find(Path libraries, PostgresBinaries binaries)
      throws IOException {
    Path home = home(libraries, binaries);
    return PostgresAccess.canReadSuperuserPassword(home) && !isOlderThanTheWar(home, libraries)
        ? Optional.of(new PreparedDatabase(home))
        : Optional.empty();
  }

  private static boolean isOlderThanTheWar(Path home, Path libraries) throws IOException {
    Path war = libraries.resolve("../../tasker.war").normalize();
    return Files.exists(war)
        && Files.getLastModifiedTime(home).compareTo(Files.getLastModifiedTime(war)) < 0;
  }

  private static Path home(Path libraries, PostgresBinaries binaries) {
    String programs = binaries.home().getFileName().toString();
    return libraries.resolveSibling(programs.replace("programs", "prepared"));
  }

  /**
   * Takes the files out of a data folder for later.
   *
   * @param dataFolder its server has been stopped
   */
  static void keep(Path dataFolder, Path libraries, PostgresBinaries binaries) throws IOException {
    Path home = home(libraries, binaries);
    Path fresh = home.resolveSibling(home.getFileName() + ".new");
    Folders.delete(fresh);
    Files.createDirectories(fresh);
    Files.move(dataFolder.resolve(FILES), fresh.resolve(FILES));
    for (String trace : TRACES) {
      Files.deleteIfExists(fresh.resolve(FILES).resolve(trace));
    }
    PostgresAccess.copySuperuserPassword(dataFolder, fresh);
    Folders.delete(home);
    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Copies the files to a place where nothing is, and the key to them into the data folder. */
  void copy(Path target, Path dataFolder) throws IOException {
    Folders.copy(home.resolve(FILES), target);
    PostgresAccess.copySuperuserPassword(home, dataFolder);
  }
}
