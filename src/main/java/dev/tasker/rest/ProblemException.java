package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import java.util.List;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient List<TaskRefusedException.Problem> errors;

  ProblemException(Problem problem, String detail) {
    this(problem, detail, List.of());
  }

  ProblemException(Problem problem, String detail, List<TaskRefusedException.Problem> errors) {
    super(detail);
    this.problem = problem;
    this.errors = List.copyOf(errors);
  }

  Problem problem() {
    return problem;
  }

  List<TaskRefusedException.Problem> errors() {
    return errors;
  }
}
