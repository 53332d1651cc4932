package dev.tasker.api.task;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A request to start a task is wrong; nothing was stored.
 *
 * @since 0.1
 */
public class TaskRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** All that is wrong; at least one. */
  public TaskRefusedException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** One thing that is wrong. */
  public TaskRefusedException(String path, String message) {
    this(List.of(new Problem(path, message)));
  }

  /** All that is wrong, in the order found. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param path where, for instance {@code context.cart_id}
   * @param message what is wrong and what was expected
   * @since 0.1
   */
  public record Problem(String path, String message) {

    /** The same problem, where the request is a part of a larger one. */
    public Problem below(String place) {
      return new Problem(place + "." + path, message);
    }

    @Override
    public String toString() {
      return path + ": " + message;
    }
  }
}
