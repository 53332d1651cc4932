package dev.tasker.rest;

import dev.tasker.template.LoadedTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The templates of a namespace. */
record NamespaceDocument(String namespace, List<Handler> handlers) {

  /** Groups templates that come by name, the newest version first. */
  static NamespaceDocument of(String namespace, List<LoadedTemplate> templates) {
    Map<String, List<LoadedTemplate>> byName = new LinkedHashMap<>();
    for (LoadedTemplate loaded : templates) {
      byName
          .computeIfAbsent(loaded.template().key().name(), absent -> new ArrayList<>())
          .add(loaded);
    }
    return new NamespaceDocument(
        namespace, byName.values().stream().map(NamespaceDocument::handler).toList());
  }

  private static Handler handler(List<LoadedTemplate> versions) {
    var newest = versions.get(0).template();
    return new Handler(
        newest.key().name(),
        newest.description(),
        newest.key().version(),
        versions.stream().map(loaded -> loaded.template().key().version()).toList(),
        newest.steps().size());
  }

  /**
   * A template in all its versions.
   *
   * @param latestVersion the highest in the order of semantic versions; its description is shown
   * @param versions all of them, the newest first
   * @param stepCount how many steps the latest version has
   */
  record Handler(
      String name,
      String description,
      String latestVersion,
      List<String> versions,
      int stepCount) {}
}
