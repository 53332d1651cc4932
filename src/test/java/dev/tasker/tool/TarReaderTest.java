package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {

  @TempDir Path target;

  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  @Test
  void foldersFilesAndLinks_areUnpacked() throws IOException {
    entry("bin/", '5', "", "", 0755);
    entry("bin/run", '0', "", "#!/bin/sh", 0755);
    entry("lib/a.so.1", '0', "", "x".repeat(600), 0644);
    entry("lib/a.so", '2', "a.so.1", "", 0777);

    unpack();

    assertThat(target.resolve("bin/run")).hasContent("#!/bin/sh");
    assertThat(Files.isExecutable(target.resolve("bin/run"))).isTrue();
    assertThat(target.resolve("lib/a.so")).isSymbolicLink().hasContent("x".repeat(600));
    assertThat(Files.isExecutable(target.resolve("lib/a.so.1"))).isFalse();
  }

  @Test
  void longName_isRead() throws IOException {
    String name = "folder/".repeat(20) + "file";
    entry("././@LongLink", 'L', "", name + "\0", 0644);
    entry(name.substring(0, 99), '0', "", "content", 0644);

    unpack();

    assertThat(target.resolve(name)).hasContent("content");
  }

  @Test
  void nameThatLeadsOutside_isRefused() throws IOException {
    entry("../outside", '0', "", "content", 0644);

    assertThatThrownBy(this::unpack)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside");
    assertThat(target.resolveSibling("outside")).doesNotExist();
  }

  @Test
  void linkThatLeadsOutside_isRefused() throws IOException {
    entry("link", '2', "../../etc", "", 0777);

    assertThatThrownBy(this::unpack)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside");
  }

  @Test
  void archiveThatEndsInAFile_isRefused() throws IOException {
    entry("file", '0', "", "x".repeat(2000), 0644);
    byte[] half = new byte[1024];
    System.arraycopy(tar.toByteArray(), 0, half, 0, half.length);

    assertThatThrownBy(() -> TarReader.unpack(new ByteArrayInputStream(half), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too early");
  }

  private void unpack() throws IOException {
    tar.write(new byte[1024]);
    TarReader.unpack(new ByteArrayInputStream(tar.toByteArray()), target);
  }

  private void entry(String name, char type, String link, String content, int mode)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "%07o".formatted(mode));
    put(header, 124, "%011o".formatted(bytes.length));
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar");
    tar.write(header);
    tar.write(bytes);
    tar.write(new byte[(512 - bytes.length % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
