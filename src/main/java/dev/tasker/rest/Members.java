package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRefusedException.Problem;
import dev.tasker.database.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object that a client sent, read strictly: all that is wrong is collected,
 * and thrown together by {@link #check()}. A member that is null counts as absent. Not thread-safe.
 */
final class Members {

  private static final int LONGEST_TEXT = 10_000;

  private final Map<String, Object> members;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  Members(Map<String, Object> members) {
    this.members = members;
    Json.faults(members).forEach(fault -> problems.add(new Problem(fault.path(), fault.message())));
  }

  /** A text that must be there. */
  String requiredText(String name) {
    requirePresence(name);
    return text(name).orElse("");
  }

  /** A text that may be there; not blank. */
  Optional<String> text(String name) {
    return text(name, LONGEST_TEXT);
  }

  /** A text of that length at most; not blank. */
  Optional<String> text(String name, int longest) {
    Object value = value(name);
    return value == null ? Optional.empty() : checkedText(name, value, longest);
  }

  /** A whole number that may be there. */
  Optional<Integer> number(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Long number && number == number.intValue()) {
      return Optional.of(number.intValue());
    }
    wrongType(name, "a whole number", value);
    return Optional.empty();
  }

  /** A list of texts that may be there; an empty one is not the same as none. */
  Optional<List<String>> givenTexts(String name) {
    return members.get(name) == null ? absent(name) : Optional.of(texts(name));
  }

  /** True or false; must be there. */
  boolean requiredFlag(String name) {
    requirePresence(name);
    Object value = value(name);
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value != null) {
      wrongType(name, "true or false", value);
    }
    return false;
  }

  /** A list of texts, none of them blank. */
  List<String> texts(String name) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> elements)) {
      wrongType(name, "a list of texts", value);
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < elements.size(); i++) {
      checkedText(name + "[" + i + "]", elements.get(i), LONGEST_TEXT).ifPresent(texts::add);
    }
    return texts;
  }

  /** An object that must be there. */
  Map<String, Object> requiredObject(String name) {
    requirePresence(name);
    return object(name).orElse(Map.of());
  }

  /** An object that may be there. */
  @SuppressWarnings("unchecked") // JSON objects have text keys.
  Optional<Map<String, Object>> object(String name) {
    Object value = value(name);
    if (value instanceof Map<?, ?> object) {
      return Optional.of((Map<String, Object>) object);
    }
    if (value != null) {
      wrongType(name, "an object", value);
    }
    return Optional.empty();
  }

  /** A list of objects that must be there. */
  @SuppressWarnings("unchecked") // JSON objects have text keys.
  List<Map<String, Object>> requiredObjects(String name) {
    requirePresence(name);
    Object value = value(name);
    var objects = new ArrayList<Map<String, Object>>();
    if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        if (elements.get(i) instanceof Map<?, ?> object) {
          objects.add((Map<String, Object>) object);
        } else {
          wrongType(name + "[" + i + "]", "an object", elements.get(i));
        }
      }
    } else if (value != null) {
      wrongType(name, "a list of objects", value);
    }
    return objects;
  }

  /** A time with its offset from UTC, between 1970 and 9999. */
  Optional<Instant> time(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    Optional<Instant> time = value instanceof String text ? Times.parse(text) : Optional.empty();
    if (time.isPresent()) {
      return time;
    }
    problems.add(
        new Problem(
            name, "must be a time like 2026-01-31T12:00:00Z, from the year 1970 to the year 9999"));
    return Optional.empty();
  }

  /**
   * Ends the reading.
   *
   * @throws TaskRefusedException if something was wrong, or there is a member nobody asked for
   */
  void check() {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        problems.add(new Problem(name, "is not known; " + Unknown.hint(name, known)));
      }
    }
    if (!problems.isEmpty()) {
      throw new TaskRefusedException(problems);
    }
  }

  private @Nullable Object value(String name) {
    known.add(name);
    return members.get(name);
  }

  private void requirePresence(String name) {
    if (members.get(name) == null) {
      problems.add(new Problem(name, "is required"));
    }
  }

  private <T> Optional<T> absent(String name) {
    known.add(name);
    return Optional.empty();
  }

  private Optional<String> checkedText(String path, @Nullable Object value, int longest) {
    if (!(value instanceof String text)) {
      wrongType(path, "a text", value);
      return Optional.empty();
    }
    if (text.isBlank() || text.length() > longest) {
      problems.add(
          new Problem(path, "must have 1 to " + longest + " characters, and not only blanks"));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private void wrongType(String path, String expected, @Nullable Object value) {
    problems.add(new Problem(path, "must be " + expected + ", not " + kind(value)));
  }

  private static String kind(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Boolean || value instanceof Number) {
      return value.toString();
    }
    return value instanceof Map ? "an object" : "a list";
  }
}
