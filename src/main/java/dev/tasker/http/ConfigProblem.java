package dev.tasker.http;

/**
 * One thing that is wrong in a step's configuration.
 *
 * @param path where in {@code handler_config}, for instance {@code headers.Accept}
 * @param message what is wrong and what to write; never holds a configured value, which may be
 *     secret
 */
public record ConfigProblem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
