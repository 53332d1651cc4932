package dev.tasker.api.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An event of the application's own, declared so that handlers may publish it and the catalog knows
 * it.
 *
 * @param name words with at least one dot between, outside of the engine's own prefixes
 * @param description what it means
 * @param payloadSchema a JSON Schema of its data, for readers; empty if none is given
 * @since 0.1
 */
public record DeclaredEvent(String name, String description, Map<String, Object> payloadSchema) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");
  private static final Pattern RESERVED =
      Pattern.compile("(task|step|workflow|observability|handler|subscriber|plugin)\\..*");

  /** Checks the name. */
  public DeclaredEvent {
    refusal(name)
        .ifPresent(
            refusal -> {
              throw new IllegalArgumentException(refusal);
            });
    payloadSchema = Collections.unmodifiableMap(new LinkedHashMap<>(payloadSchema));
  }

  /** An event without a schema. */
  public DeclaredEvent(String name, String description) {
    this(name, description, Map.of());
  }

  /** What is wrong with a name, and what to do; empty if it is good. */
  public static Optional<String> refusal(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "\"%s\" is no name for an event: write words with a dot between, for instance order.placed."
              .formatted(name));
    }
    if (RESERVED.matcher(name).matches()) {
      return Optional.of(
          "\"%s\" begins like an event of the engine: choose another first word than %s."
              .formatted(name, name.substring(0, name.indexOf('.'))));
    }
    return Optional.empty();
  }
}
