package dev.tasker.rest;

import dev.tasker.event.CallStatistics;
import dev.tasker.registry.Registry;
import dev.tasker.registry.RegistryStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A registry as the API shows it. */
record RegistryDocument(Map<String, Object> statistics, List<Map<String, Object>> entries) {

  /** What each row of a registry's table may have. */
  static final List<String> COLUMNS =
      List.of("entity_id", "entity_class", "options", "calls", "failures", "dropped");

  static RegistryDocument whole(RegistryStatistics statistics, List<Map<String, Object>> rows) {
    return new RegistryDocument(of(statistics), rows);
  }

  /** Statistics and health; which members there are depends on what the registry holds. */
  static Map<String, Object> of(RegistryStatistics statistics) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", statistics.name());
    json.put("total_" + statistics.name(), statistics.total());
    putUnlessEmpty(json, "namespaces", statistics.namespaces());
    putUnlessEmpty(json, "versions", statistics.versions());
    putUnlessEmpty(json, "events", statistics.events());
    json.put("thread_safe", true);
    json.put("last_registration", statistics.lastRegistration().map(Documents::time).orElse(null));
    json.put("status", statistics.status());
    json.put("registry_size", statistics.total());
    List<Map<String, Object>> rejected = new ArrayList<>();
    for (Registry.Rejection rejection : statistics.rejections()) {
      rejected.add(
          Map.of(
              "entity_id", rejection.id(),
              "problem", rejection.refusal().problem(),
              "required", rejection.refusal().required(),
              "suggestion", rejection.refusal().suggestion()));
    }
    json.put("rejected", rejected);
    return json;
  }

  static Map<String, Object> row(
      Registry.Entry<?> entry, Optional<CallStatistics.Figures> figures) {
    var row = new LinkedHashMap<String, Object>();
    row.put("entity_id", entry.id());
    row.put("entity_class", entry.entityClass());
    row.put("options", entry.options());
    figures.ifPresent(
        calls -> {
          row.put("calls", calls.calls());
          row.put("failures", calls.failures());
          row.put("dropped", calls.dropped());
          row.put("average_ms", calls.average().toNanos() / 1_000_000.0);
          row.put("longest_ms", calls.longest().toNanos() / 1_000_000.0);
        });
    return row;
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> json, String name, List<String> values) {
    if (!values.isEmpty()) {
      json.put(name, values);
    }
  }
}
