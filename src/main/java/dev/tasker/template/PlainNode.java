package dev.tasker.template;

import static java.util.Objects.requireNonNull;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.tasker.database.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain Java values as the JSON Schema library reads them. Not thread-safe. */
final class PlainNode implements JsonNode {

  /** Wraps plain values, and parses the meta-schemas that the library brings. */
  static final JsonNodeFactory FACTORY =
      new JsonNodeFactory() {
        @Override
        public JsonNode wrap(Object value) {
          return value instanceof JsonNode node ? node : new PlainNode(value, "");
        }

        @Override
        public JsonNode create(String json) {
          return new PlainNode(Json.value(json), "");
        }
      };

  private final @Nullable Object value;
  private final String pointer;
  private final SimpleType type;
  private @Nullable List<JsonNode> items;
  private @Nullable Map<String, JsonNode> members;

  PlainNode(@Nullable Object value, String pointer) {
    this.value = value;
    this.pointer = pointer;
    this.type = typeOf(value);
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    return type;
  }

  @Override
  public boolean asBoolean() {
    return Boolean.TRUE.equals(value);
  }

  @Override
  public String asString() {
    return String.valueOf(value);
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    return number(value);
  }

  @Override
  public List<JsonNode> asArray() {
    List<JsonNode> known = items;
    if (known == null) {
      known = new ArrayList<>();
      for (Object item : (List<?>) requireNonNull(value)) {
        known.add(new PlainNode(item, pointer + "/" + known.size()));
      }
      items = known;
    }
    return known;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> known = members;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : ((Map<?, ?>) requireNonNull(value)).entrySet()) {
        String name = String.valueOf(member.getKey());
        String at = pointer + "/" + JsonNode.encodeJsonPointer(name);
        known.put(name, new PlainNode(member.getValue(), at));
      }
      members = known;
    }
    return known;
  }

  private static SimpleType typeOf(@Nullable Object value) {
    if (value == null) {
      return SimpleType.NULL;
    }
    if (value instanceof Boolean) {
      return SimpleType.BOOLEAN;
    }
    if (value instanceof Map) {
      return SimpleType.OBJECT;
    }
    if (value instanceof List) {
      return SimpleType.ARRAY;
    }
    if (value instanceof Number) {
      boolean whole = number(value).stripTrailingZeros().scale() <= 0;
      return whole ? SimpleType.INTEGER : SimpleType.NUMBER;
    }
    return SimpleType.STRING;
  }

  private static BigDecimal number(@Nullable Object value) {
    return value instanceof BigDecimal exact ? exact : new BigDecimal(String.valueOf(value));
  }
}
