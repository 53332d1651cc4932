package dev.tasker.tool;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Unpacks a tar archive of folders, files and symbolic links (ustar, and GNU long names): what the
 * PostgreSQL binaries come in. Anything else in it is an error, as is a name that leads outside.
 */
final class TarReader {

  private static final int BLOCK = 512;

  private TarReader() {}

  static void unpack(InputStream tar, Path target) throws IOException {
    String longName = "";
    byte[] header = new byte[BLOCK];
    while (tar.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
      long size = octal(header, 124, 12);
      char type = (char) header[156];
      if (type == 'L') {
        longName = new String(content(tar, size), StandardCharsets.UTF_8).replace("\0", "");
        continue;
      }
      String name = longName.isEmpty() ? name(header) : longName;
      longName = "";
      Path path = inside(target, name);
      switch (type) {
        case '5' -> Files.createDirectories(path);
        case '0', '\0' -> writeFile(path, content(tar, size), octal(header, 100, 8));
        case '2' -> writeLink(target, path, text(header, 157, 100));
        default -> throw new IOException("an entry of unknown kind in the archive: " + name);
      }
    }
  }

  private static void writeFile(Path path, byte[] content, long mode) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, content);
    if ((mode & 0100) != 0
        && Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static void writeLink(Path target, Path path, String destination) throws IOException {
    Path resolved = path.resolveSibling(destination).normalize();
    if (!resolved.startsWith(target)) {
      throw new IOException("a link in the archive leads outside: " + path);
    }
    Files.createDirectories(path.getParent());
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(path, Path.of(destination));
    }
  }

  private static Path inside(Path target, String name) throws IOException {
    Path path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("a name in the archive leads outside: " + name);
    }
    return path;
  }

  private static byte[] content(InputStream tar, long size) throws IOException {
    byte[] content = tar.readNBytes(Math.toIntExact(size));
    if (content.length < size) {
      throw new EOFException("the archive ends too early");
    }
    tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    return content;
  }

  private static String name(byte[] header) {
    String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    String digits = text(header, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive is damaged", e);
    }
  }
}
