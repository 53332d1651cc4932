package dev.tasker.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Tasker that runs, as the build wrote it. */
public final class TaskerVersion {

  private static final String VERSION = read();

  private TaskerVersion() {}

  /** The version, as semantic versioning has it. */
  public static String get() {
    return VERSION;
  }

  private static String read() {
    try (InputStream in =
        TaskerVersion.class.getResourceAsStream("/META-INF/tasker-version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
