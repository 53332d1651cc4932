package dev.tasker.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.semver4j.Semver;

/** Templates by id, and by name in the order of their versions. Immutable. */
final class TemplateVersions {

  private static final Comparator<LoadedTemplate> NEWEST_FIRST =
      Comparator.comparing((LoadedTemplate loaded) -> new Semver(version(loaded)))
          .thenComparing(TemplateVersions::version)
          .reversed();

  private static final Comparator<LoadedTemplate> BY_NAME =
      Comparator.comparing((LoadedTemplate loaded) -> loaded.template().key().namespace())
          .thenComparing(loaded -> loaded.template().key().name());

  private final List<LoadedTemplate> all;
  private final Map<UUID, LoadedTemplate> byId = new HashMap<>();
  private final Map<Name, List<LoadedTemplate>> byName = new LinkedHashMap<>();

  TemplateVersions(Collection<LoadedTemplate> templates) {
    this.all = templates.stream().sorted(BY_NAME.thenComparing(NEWEST_FIRST)).toList();
    for (LoadedTemplate loaded : all) {
      byId.put(loaded.templateId(), loaded);
      byName.computeIfAbsent(Name.of(loaded), absent -> new ArrayList<>()).add(loaded);
    }
  }

  private record Name(String namespace, String name) {

    static Name of(LoadedTemplate loaded) {
      TemplateKey key = loaded.template().key();
      return new Name(key.namespace(), key.name());
    }
  }

  List<LoadedTemplate> all() {
    return all;
  }

  Optional<LoadedTemplate> byId(UUID templateId) {
    return Optional.ofNullable(byId.get(templateId));
  }

  Optional<LoadedTemplate> find(String namespace, String name, Optional<String> version) {
    return byName.getOrDefault(new Name(namespace, name), List.of()).stream()
        .filter(loaded -> version.isEmpty() || version.get().equals(version(loaded)))
        .findFirst();
  }

  /** Why a template is not found, and what is the nearest. */
  String unknown(String namespace, String name, Optional<String> version) {
    List<LoadedTemplate> versions = byName.getOrDefault(new Name(namespace, name), List.of());
    if (!versions.isEmpty()) {
      return "there is no version %s of the task template \"%s\"; there are %s"
          .formatted(
              version.orElse(""),
              name,
              String.join(", ", versions.stream().map(TemplateVersions::version).toList()));
    }
    var names = new LinkedHashSet<String>();
    var namespaces = new LinkedHashSet<String>();
    for (Name known : byName.keySet()) {
      if (known.namespace().equals(namespace)) {
        names.add(known.name());
      }
      if (known.name().equals(name)) {
        namespaces.add("\"" + known.namespace() + "\"");
      }
    }
    String missing =
        "there is no task template \"%s\" in the namespace \"%s\"".formatted(name, namespace);
    if (!namespaces.isEmpty()) {
      return missing
          + "; set \"namespace\" to "
          + String.join(" or ", namespaces)
          + ", which has it";
    }
    return NearestName.of(name, names)
        .map(near -> missing + "; did you mean \"" + near + "\"?")
        .or(() -> elsewhere(name).map(found -> missing + "; " + found))
        .orElse(missing);
  }

  /** The nearest name in any namespace: both may have been mistyped. */
  private Optional<String> elsewhere(String name) {
    return NearestName.of(name, byName.keySet().stream().map(Name::name).toList())
        .map(
            near ->
                byName.keySet().stream()
                    .filter(known -> known.name().equals(near))
                    .map(
                        known ->
                            "\"%s\" in the namespace \"%s\"".formatted(near, known.namespace()))
                    .collect(Collectors.joining(" or ", "did you mean ", "?")));
  }

  private static String version(LoadedTemplate loaded) {
    return loaded.template().key().version();
  }
}
