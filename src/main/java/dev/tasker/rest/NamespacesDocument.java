package dev.tasker.rest;

import dev.tasker.template.LoadedTemplate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The namespaces that have templates. */
record NamespacesDocument(List<Namespace> namespaces) {

  /** Counts templates that come by namespace and name. */
  static NamespacesDocument of(List<LoadedTemplate> templates) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    Map<String, Integer> versions = new LinkedHashMap<>();
    for (LoadedTemplate loaded : templates) {
      var key = loaded.template().key();
      names.computeIfAbsent(key.namespace(), absent -> new LinkedHashSet<>()).add(key.name());
      versions.merge(key.namespace(), 1, Integer::sum);
    }
    return new NamespacesDocument(
        names.entrySet().stream()
            .map(
                entry ->
                    new Namespace(
                        entry.getKey(),
                        entry.getValue().size(),
                        versions.getOrDefault(entry.getKey(), 0)))
            .toList());
  }

  /**
   * A namespace.
   *
   * @param handlerCount how many templates it has
   * @param versionCount how many versions of them in all
   */
  record Namespace(String namespace, int handlerCount, int versionCount) {}
}
