package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRefusedException.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  }

  /** A text that must be there. */
  String requiredText(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty() && !hasProblem(name)) {
      problems.add(new Problem(name, "is required"));
    }
    return text.orElse("");
  }

  /** A text that may be there; not blank. */
  Optional<String> text(String name) {
    Optional<Object> value = value(name);
    if (value.isPresent() && !(value.get() instanceof String)) {
      wrongType(name, "a text");
      return Optional.empty();
    }
    Optional<String> text = value.map(String.class::cast);
    if (text.isPresent() && (text.get().isBlank() || text.get().length() > LONGEST_TEXT)) {
      problems.add(new Problem(name, "must have 1 to " + LONGEST_TEXT + " characters"));
    }
    return text;
  }

  /** A whole number. */
  int number(String name, int otherwise) {
    Optional<Object> value = value(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    wrongType(name, "a whole number");
    return otherwise;
  }

  /** A list of texts. */
  List<String> texts(String name) {
    Optional<Object> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof List<?> list
        && list.stream().allMatch(element -> element instanceof String)) {
      return list.stream().map(String.class::cast).toList();
    }
    wrongType(name, "a list of texts");
    return List.of();
  }

  /** An object that must be there. */
  @SuppressWarnings("unchecked") // JSON objects have text keys.
  Map<String, Object> requiredObject(String name) {
    Optional<Object> value = value(name);
    if (value.isPresent() && value.get() instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    if (value.isPresent()) {
      wrongType(name, "an object");
    } else {
      problems.add(new Problem(name, "is required"));
    }
    return Map.of();
  }

  /** A time with its offset from UTC. */
  Optional<Instant> time(String name) {
    Optional<String> text = text(name);
    try {
      return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeParseException e) {
      wrongType(name, "a time like 2026-01-31T12:00:00Z");
      return Optional.empty();
    }
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

  private Optional<Object> value(String name) {
    known.add(name);
    return Optional.ofNullable(members.get(name));
  }

  private void wrongType(String name, String expected) {
    problems.add(new Problem(name, "must be " + expected));
  }

  private boolean hasProblem(String name) {
    return problems.stream().anyMatch(problem -> problem.path().equals(name));
  }
}
