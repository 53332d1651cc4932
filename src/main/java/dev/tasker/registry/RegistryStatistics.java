package dev.tasker.registry;

import dev.tasker.api.event.RegistryEvent.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How much is in a registry, and of what.
 *
 * @param name the registry
 * @param kind what it holds
 * @param total how many things
 * @param namespaces of those things that have one
 * @param versions of those things that have one
 * @param events that subscribers want
 * @param lastRegistration when something was last registered
 * @param rejections what was refused
 */
public record RegistryStatistics(
    String name,
    Kind kind,
    int total,
    List<String> namespaces,
    List<String> versions,
    List<String> events,
    Optional<Instant> lastRegistration,
    List<Registry.Rejection> rejections) {

  /** {@code healthy}, or {@code degraded} if something was refused. */
  public String status() {
    return rejections.isEmpty() ? "healthy" : "degraded";
  }

  static List<String> distinct(Collection<? extends Registry.Entry<?>> entries, String option) {
    var values = new TreeSet<String>();
    for (Registry.Entry<?> entry : entries) {
      Object value = entry.options().get(option);
      if (value instanceof Collection<?> several) {
        several.forEach(each -> values.add(String.valueOf(each)));
      } else if (value != null) {
        values.add(String.valueOf(value));
      }
    }
    return List.copyOf(values);
  }
}
