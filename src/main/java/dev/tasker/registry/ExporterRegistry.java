package dev.tasker.registry;

import dev.tasker.api.event.RegistryEvent.Kind;
import dev.tasker.api.plugin.ExporterPlugin;
import dev.tasker.template.NearestName;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The exporters by format, found by type; more can be registered while the application runs. */
@ApplicationScoped
public class ExporterRegistry {

  private static final Pattern FORMAT = Pattern.compile("[a-z0-9]{1,20}");

  @Inject private BeanManager manager;
  @Inject private Clock clock;
  @Inject private RegistryLog log;

  private final List<HandlerBean<ExporterPlugin>> beans = new CopyOnWriteArrayList<>();
  private Registry<ExporterPlugin> registry;

  @PostConstruct
  void prepare() {
    registry = new Registry<>("exporters", Kind.PLUGIN, clock, log);
  }

  void discover() {
    for (Bean<?> bean : manager.getBeans(ExporterPlugin.class, Any.Literal.INSTANCE)) {
      var found = new HandlerBean<>(ExporterPlugin.class, bean, manager);
      beans.add(found);
      try {
        register(found.reference(), bean.getBeanClass().getName(), false);
      } catch (RegistrationRefusedException e) {
        // It is on record and in the log; the other exporters are no worse for it.
        found.close();
      }
    }
  }

  /**
   * Registers an exporter from now on.
   *
   * @param replace whether it may take the place of one for the same format
   * @throws RegistrationRefusedException if the format's name is bad, or taken
   */
  public void register(ExporterPlugin exporter, boolean replace) {
    register(exporter, exporter.getClass().getName(), replace);
  }

  /** Removes the exporter for a format; false if there is none. */
  public boolean unregister(String format) {
    return registry.unregister(format);
  }

  /** The exporter for a format. */
  public Optional<ExporterPlugin> find(String format) {
    return registry.find(format);
  }

  /** What to tell somebody who asked for a format that there is not. */
  public String unknown(String format) {
    List<String> formats = registry.list().stream().map(Registry.Entry::id).toList();
    return "There is no exporter for the format \"%s\"%s; there are: %s."
        .formatted(format, NearestName.question(format, formats), String.join(", ", formats));
  }

  /** What is registered, and what was refused. */
  public Registry<?> registry() {
    return registry;
  }

  @PreDestroy
  void release() {
    beans.forEach(HandlerBean::close);
  }

  private void register(ExporterPlugin exporter, String className, boolean replace) {
    String format = exporter.format();
    if (format == null || !FORMAT.matcher(format).matches()) {
      var refusal = refusal(className, String.valueOf(format));
      registry.reject(String.valueOf(format), className, refusal);
      throw new RegistrationRefusedException(refusal);
    }
    var options = Map.<String, Object>of("format", format, "media_type", exporter.mediaType());
    var entry = new Registry.Entry<>(format, exporter, className, options);
    if (replace) {
      registry.replace(entry);
    } else {
      registry.register(entry);
    }
  }

  static Refusal refusal(String className, String format) {
    return new Refusal(
        "%s exports the format \"%s\".".formatted(className, format),
        "a name of 1 to 20 lower-case letters and digits.",
        "return one from format(), for instance \"csv\".");
  }
}
