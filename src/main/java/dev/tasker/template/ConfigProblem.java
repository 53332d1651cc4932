package dev.tasker.template;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One thing that is wrong in a step's {@code handler_config}.
 *
 * @param pointer where in it, as a JSON Pointer
 * @param message what is wrong and what to write; never holds a configured value, which may be
 *     secret
 */
public record ConfigProblem(String pointer, String message) {

  /** A problem at a key, or at a key inside of a key. */
  public static ConfigProblem at(String message, String... keys) {
    String pointer =
        Arrays.stream(keys).map(key -> "/" + JsonPlace.escaped(key)).collect(Collectors.joining());
    return new ConfigProblem(pointer, message);
  }

  /** Where it is as people write it, behind the name of the whole: {@code .headers.Accept}. */
  String path() {
    return JsonPlace.path(pointer);
  }

  @Override
  public String toString() {
    return "handler_config" + path() + ": " + message;
  }
}
