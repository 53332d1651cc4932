package dev.tasker.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A template file as it was found. Not more of it is read than may be used. */
final class TemplateFile {

  private final String name;
  private final byte[] content;

  private TemplateFile(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /** Reads a file, up to one byte more than the limit. */
  static TemplateFile read(String name, InputStream in, TemplateLimits limits) throws IOException {
    return new TemplateFile(name, in.readNBytes(limits.maxFileSize() + 1));
  }

  /** Whether a path names a template. */
  static boolean isTemplate(String path) {
    return path.endsWith(".yaml") || path.endsWith(".yml");
  }

  /** How problems name it. */
  String name() {
    return name;
  }

  /** What it holds; empty if that is not UTF-8. */
  Optional<String> text() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether it holds more than may be read. */
  boolean isLargerThan(TemplateLimits limits) {
    return content.length > limits.maxFileSize();
  }
}
