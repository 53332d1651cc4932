package dev.tasker.rest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into JSON values: the components in the order they are written down, named in
 * snake_case, nulls kept but empty optionals left out, times as UTC with milliseconds. JSON-B knows
 * no order of components but the alphabet's.
 */
final class Documents {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final ClassValue<List<Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(Member::of).toList();
        }
      };

  private Documents() {}

  /** A time as every document shows it. */
  static String time(Instant at) {
    return MILLISECONDS.format(at);
  }

  /** The record as a map that can be written as JSON. */
  static Map<String, Object> toJson(Record document) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    for (Member member : MEMBERS.get(document.getClass())) {
      Object value = member.of(document);
      if (!(value instanceof Optional<?> optional)) {
        json.put(member.name(), value(value));
      } else if (optional.isPresent()) {
        json.put(member.name(), value(optional.get()));
      }
    }
    return json;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return wellFormed(text);
    }
    if (value instanceof Record document) {
      return toJson(document);
    }
    if (value instanceof Instant at) {
      return MILLISECONDS.format(at);
    }
    if (value instanceof UUID id) {
      return id.toString();
    }
    if (value instanceof Collection<?> values) {
      var list = new ArrayList<@Nullable Object>(values.size());
      values.forEach(element -> list.add(value(element)));
      return list;
    }
    // Maps hold JSON already.
    return value;
  }

  /** A text that quotes what a client sent may hold what JSON cannot. */
  private static String wellFormed(String text) {
    boolean suspicious = text.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c));
    if (!suspicious) {
      return text;
    }
    int[] replaced =
        text.codePoints()
            .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
            .toArray();
    return new String(replaced, 0, replaced.length);
  }

  /** A component of a record and its name in JSON. */
  private record Member(String name, Method accessor) {

    static Member of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Member(snakeCase(component.getName()), accessor);
    }

    @Nullable Object of(Record document) {
      try {
        return accessor.invoke(document);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("A document's member cannot be read: " + name, e);
      }
    }

    private static String snakeCase(String camelCase) {
      return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
  }
}
