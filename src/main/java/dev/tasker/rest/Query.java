package dev.tasker.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The query parameters of a request. Those that a call does not know are refused, as a misspelt
 * filter would otherwise show everything.
 */
final class Query {

  private final MultivaluedMap<String, String> parameters;

  private Query(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads the query.
   *
   * @throws ProblemException if it has a parameter that is not among the known ones
   */
  static Query of(UriInfo uri, Set<String> known) {
    MultivaluedMap<String, String> parameters = uri.getQueryParameters();
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.MALFORMED_REQUEST,
            "There is no query parameter \"" + name + "\": " + Unknown.hint(name, known));
      }
    }
    return new Query(parameters);
  }

  /** All values of a parameter that may be repeated. */
  List<String> all(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** The value of a parameter that may be given once. */
  Optional<String> one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST, "Give the query parameter \"" + name + "\" once only.");
    }
    return values.stream().findFirst();
  }

  /** A number within bounds. */
  int number(String name, int otherwise, int least, int most) {
    Optional<String> text = one(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw outOfBounds(name, least, most);
    }
    throw outOfBounds(name, least, most);
  }

  private static ProblemException outOfBounds(String name, int least, int most) {
    return new ProblemException(
        Problem.MALFORMED_REQUEST,
        "The query parameter \"%s\" is a number from %d to %d.".formatted(name, least, most));
  }
}
