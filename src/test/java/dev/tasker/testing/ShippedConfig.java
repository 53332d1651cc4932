package dev.tasker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** The configuration as the WAR ships it: the defaults, and nothing that overrides them. */
public final class ShippedConfig implements Config {

  private final Properties defaults = new Properties();

  /** Reads the file that ships. */
  public ShippedConfig() {
    try (var file =
        ShippedConfig.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      defaults.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with another value for a key. */
  public ShippedConfig with(String key, String value) {
    defaults.setProperty(key, value);
    return this;
  }

  @Override
  public <T> T getValue(String key, Class<T> type) {
    return getOptionalValue(key, type).orElseThrow(() -> new NoSuchElementException(key));
  }

  @Override
  public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
    return Optional.ofNullable(defaults.getProperty(key))
        .filter(text -> !text.isEmpty())
        .map(text -> type.cast(converted(text, type)));
  }

  private static Object converted(String text, Class<?> type) {
    if (type == String.class) {
      return text;
    }
    if (type == Integer.class) {
      return Integer.valueOf(text);
    }
    if (type == Long.class) {
      return Long.valueOf(text);
    }
    if (type == Boolean.class) {
      return Boolean.valueOf(text);
    }
    if (type == String[].class) {
      return text.split(",");
    }
    if (type == Duration.class) {
      return Duration.parse(text);
    }
    throw new IllegalArgumentException("no converter to " + type);
  }

  @Override
  public Iterable<String> getPropertyNames() {
    return defaults.stringPropertyNames();
  }

  @Override
  public ConfigValue getConfigValue(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterable<ConfigSource> getConfigSources() {
    return List.of();
  }

  @Override
  public <T> Optional<Converter<T>> getConverter(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new IllegalArgumentException("not a " + type);
  }
}
