package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.database.Json;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The query parameters of a request, read strictly: all that is wrong is collected, and thrown
 * together by {@link #check()}. Those that a call does not know are refused, as a misspelt filter
 * would otherwise show everything. Not thread-safe.
 */
final class Query {

  private static final int MOST_VALUES = 20;
  private static final int LONGEST_VALUE = 256;

  private final MultivaluedMap<String, String> parameters;
  private final List<TaskRefusedException.Problem> problems = new ArrayList<>();

  /** Reads the query of a call that knows these parameters. */
  Query(UriInfo uri, List<String> known) {
    this(uri.getQueryParameters(), known);
  }

  Query(MultivaluedMap<String, String> parameters, List<String> known) {
    this.parameters = parameters;
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        problem(name, "is not known; " + Unknown.hint(name, known));
      }
    }
  }

  /**
   * Refuses every parameter.
   *
   * @throws ProblemException if there is one
   */
  static void none(UriInfo uri) {
    new Query(uri, List.of()).check();
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException if something was wrong
   */
  void check() {
    if (!problems.isEmpty()) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST, "Correct the query parameters that are listed.", problems);
    }
  }

  /** All values of a parameter that may be repeated, each of which must be one of these words. */
  <T> List<T> words(String name, Map<String, T> meanings) {
    var found = new ArrayList<T>();
    for (String word : parameters.getOrDefault(name, List.of())) {
      T meaning = meanings.get(word);
      if (meaning == null) {
        problem(name, "cannot be \"" + word + "\"; " + Unknown.hint(word, meanings.keySet()));
      } else {
        found.add(meaning);
      }
    }
    return found;
  }

  /** All values of a parameter that may be repeated, each of which is a text to compare with. */
  List<String> texts(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > MOST_VALUES) {
      problem(
          name, "is given " + values.size() + " times; give it " + MOST_VALUES + " times at most");
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (String value : values) {
      storable(value, LONGEST_VALUE)
          .ifPresentOrElse(
              texts::add,
              () -> problem(name, "must be a text of 1 to " + LONGEST_VALUE + " characters"));
    }
    return texts;
  }

  /**
   * The value of a parameter that may be given once.
   *
   * @param parse empty if the text is not such a value
   * @param expected what a good value is, for instance {@code "a number"}
   */
  <T> Optional<T> one(String name, Function<String, Optional<T>> parse, String expected) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      problem(name, "is given " + values.size() + " times; give it once");
      return Optional.empty();
    }
    Optional<T> value = parse.apply(values.get(0));
    if (value.isEmpty()) {
      problem(name, "must be " + expected);
    }
    return value;
  }

  /** A text that may be given once and is to be stored. */
  Optional<String> text(String name, int longest) {
    return one(name, text -> storable(text, longest), "a text of 1 to " + longest + " characters");
  }

  private static Optional<String> storable(String text, int longest) {
    boolean good =
        !text.isBlank() && text.length() <= longest && Json.faults(Map.of("text", text)).isEmpty();
    return good ? Optional.of(text) : Optional.empty();
  }

  private void problem(String name, String message) {
    problems.add(new TaskRefusedException.Problem(name, message));
  }
}
