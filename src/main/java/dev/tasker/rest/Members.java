package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRefusedException.Problem;
import dev.tasker.database.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

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
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    return checkedText(name, value);
  }

  /** A whole number. */
  int number(String name, int otherwise) {
    Object value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    wrongType(name, "a whole number", value);
    return otherwise;
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
      checkedText(name + "[" + i + "]", elements.get(i)).ifPresent(texts::add);
    }
    return texts;
  }

  /** An object that must be there. */
  @SuppressWarnings("unchecked") // JSON objects have text keys.
  Map<String, Object> requiredObject(String name) {
    requirePresence(name);
    Object value = value(name);
    if (value instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    if (value != null) {
      wrongType(name, "an object", value);
    }
    return Map.of();
  }

  /** A time with its offset from UTC, between 1970 and 9999. */
  Optional<Instant> time(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      try {
        Instant time = OffsetDateTime.parse(text).toInstant();
        if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
          return Optional.of(time);
        }
      } catch (DateTimeException e) {
        // Said below, in our words.
      }
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

  private Optional<String> checkedText(String path, @Nullable Object value) {
    if (!(value instanceof String text)) {
      wrongType(path, "a text", value);
      return Optional.empty();
    }
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      problems.add(
          new Problem(path, "must have 1 to " + LONGEST_TEXT + " characters, and not only blanks"));
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
