package dev.tasker.database;

import jakarta.json.Json;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text, strictly. */
final class JsonInput {

  /** Kept: finding the provider is expensive, and a factory is thread-safe. */
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private static final int MAX_LITERAL = 2 * dev.tasker.database.Json.MAX_DIGITS;

  private final JsonParser parser;

  private JsonInput(JsonParser parser) {
    this.parser = parser;
  }

  static Map<String, Object> readObject(String json) {
    if (read(json) instanceof Map<?, ?> object) {
      @SuppressWarnings("unchecked") // each object is built by this class
      var members = (Map<String, Object>) object;
      return members;
    }
    throw new MalformedJsonException("This is JSON, but not an object: it must begin with {.");
  }

  static @Nullable Object read(String json) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
      var input = new JsonInput(parser);
      Object value = input.value(parser.next(), 1);
      if (parser.hasNext()) {
        throw input.malformed("more follows after the end of the value");
      }
      return value;
    } catch (JsonParsingException e) {
      throw malformed("this is not JSON", e.getLocation());
    } catch (NoSuchElementException e) {
      throw new MalformedJsonException("The text ends where a JSON value was expected.");
    }
  }

  private @Nullable Object value(Event event, int depth) {
    return switch (event) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw malformed("a value is missing");
    };
  }

  private Map<String, Object> object(int depth) {
    checkDepth(depth);
    var members = new LinkedHashMap<String, @Nullable Object>();
    while (parser.next() == Event.KEY_NAME) {
      String name = parser.getString();
      if (members.containsKey(name)) {
        throw malformed("the member \"" + name + "\" comes twice in one object");
      }
      members.put(name, value(parser.next(), depth + 1));
    }
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array(int depth) {
    checkDepth(depth);
    var values = new ArrayList<@Nullable Object>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      values.add(value(event, depth + 1));
    }
    return Collections.unmodifiableList(values);
  }

  private void checkDepth(int depth) {
    if (depth > dev.tasker.database.Json.MAX_DEPTH) {
      throw malformed(
          "objects and arrays lie deeper than "
              + dev.tasker.database.Json.MAX_DEPTH
              + " levels in each other");
    }
  }

  private Number number(String literal) {
    // Before a BigDecimal is made of it: that takes quadratic time.
    if (literal.length() > MAX_LITERAL) {
      throw malformed("a number has more than " + MAX_LITERAL + " characters");
    }
    boolean integral = literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    try {
      return integral ? integer(literal) : decimal(new BigDecimal(literal));
    } catch (NumberFormatException e) {
      throw malformed("the number " + literal + " is out of range");
    }
  }

  private static Number integer(String literal) {
    if (literal.length() <= 18) {
      return Long.parseLong(literal);
    }
    var exact = new BigDecimal(literal);
    try {
      return exact.longValueExact();
    } catch (ArithmeticException e) {
      return exact; // beyond 64 bits
    }
  }

  private static Number decimal(BigDecimal exact) {
    double nearest = exact.doubleValue();
    boolean printsTheSame =
        Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
    return printsTheSame ? (Number) nearest : exact;
  }

  private MalformedJsonException malformed(String why) {
    return malformed(why, parser.getLocation());
  }

  private static MalformedJsonException malformed(String why, JsonLocation at) {
    return new MalformedJsonException(
        "Line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": " + why + ".");
  }
}
