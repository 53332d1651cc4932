package dev.tasker.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Tasker that runs, as the build wrote it. */
final class EngineVersion {

  private static final String VERSION = read();

  private EngineVersion() {}

  static String get() {
    return VERSION;
  }

  private static String read() {
    try (InputStream in =
        EngineVersion.class.getResourceAsStream("/META-INF/tasker-version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
