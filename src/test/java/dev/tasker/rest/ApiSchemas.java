package dev.tasker.rest;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes schemas of the records that the API answers with, as {@link Documents} writes them. */
final class ApiSchemas {

  private final Map<String, Map<String, Object>> schemas = new TreeMap<>();

  /** All schemas so far, by name. */
  Map<String, Map<String, Object>> all() {
    return schemas;
  }

  /** Refers to the schema of a record, which is made if need be. */
  Map<String, Object> of(Class<?> type) {
    String name = name(type);
    if (!schemas.containsKey(name)) {
      schemas.put(name, Map.of()); // a record may hold itself
      schemas.put(name, schema(type));
    }
    return reference(name);
  }

  /** Adds a schema that no record stands for. */
  void add(String name, Map<String, Object> schema) {
    schemas.put(name, schema);
  }

  static Map<String, Object> reference(String name) {
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private Map<String, Object> schema(Class<?> type) {
    var source = SourceText.of(type);
    Map<String, String> said = source.ofComponents(type.getSimpleName());
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = snakeCase(component.getName());
      properties.put(name, property(type, component, name, said.get(component.getName())));
      if (component.getType() != Optional.class) {
        required.add(name);
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    source.ofRecord(type.getSimpleName()).ifPresent(text -> schema.put("description", text));
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private Map<String, Object> property(
      Class<?> owner, RecordComponent component, String name, @Nullable String said) {
    Map<String, Object> property =
        new LinkedHashMap<>(new TreeMap<>(value(component.getGenericType(), name)));
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    ApiWords.of(owner, name).ifPresent(words -> property.put("enum", words(words, nullable)));
    boolean refers = property.containsKey("$ref");
    if (refers && (nullable || said != null)) {
      Map<String, Object> target = Map.copyOf(property);
      property.clear();
      property.put("allOf", List.of(target));
    }
    if (nullable) {
      property.put("nullable", true);
    }
    if (said != null) {
      property.put("description", said);
    }
    return property;
  }

  private static List<@Nullable Object> words(List<String> words, boolean nullable) {
    List<@Nullable Object> all = new ArrayList<>(words);
    if (nullable) {
      all.add(null);
    }
    return all;
  }

  private Map<String, Object> value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return value(argument, name);
      }
      if (generic.getRawType() == List.class) {
        return Map.of("type", "array", "items", value(argument, name));
      }
      return Map.of("type", "object", "additionalProperties", true);
    }
    var plain = (Class<?>) type;
    return plain.isRecord() ? of(plain) : scalar(plain, name);
  }

  private static Map<String, Object> scalar(Class<?> type, String name) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (type == String.class) {
      schema.put("type", "string");
    } else if (type == UUID.class) {
      schema.put("type", "string");
      schema.put("format", "uuid");
    } else if (type == Instant.class) {
      schema.put("type", "string");
      schema.put("format", "date-time");
    } else if (type == int.class || type == Integer.class) {
      schema.put("type", "integer");
      schema.put("format", "int32");
    } else if (type == long.class || type == Long.class) {
      schema.put("type", "integer");
      schema.put("format", "int64");
    } else if (type == double.class || type == Double.class || type == BigDecimal.class) {
      schema.put("type", "number");
    } else if (type == boolean.class || type == Boolean.class) {
      schema.put("type", "boolean");
    } else {
      throw new IllegalStateException("No schema is known for " + type + " " + name);
    }
    ApiWords.example(type, name).ifPresent(example -> schema.put("example", example));
    return schema;
  }

  /** {@code TaskDocument.StepCounts} becomes {@code TaskStepCounts}. */
  static String name(Class<?> type) {
    String own = type.getSimpleName().replaceAll("Document$", "");
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? own : name(outer) + own;
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
