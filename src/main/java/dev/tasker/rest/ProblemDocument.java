package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import java.util.List;

/**
 * An error as RFC 9457 describes it.
 *
 * @param type the kind of error, for machines
 * @param title the kind of error, for people
 * @param status the HTTP status
 * @param detail what is wrong with this request, and what to do
 * @param instance the path of the request
 * @param correlationId finds the request in the log
 * @param errors each thing that is wrong, where there may be several; empty otherwise
 */
record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String correlationId,
    List<Fault> errors) {

  ProblemDocument {
    errors = List.copyOf(errors);
  }

  static ProblemDocument of(
      String type,
      String title,
      int status,
      String detail,
      List<TaskRefusedException.Problem> errors) {
    return new ProblemDocument(
        type,
        title,
        status,
        detail,
        "",
        "",
        errors.stream().map(error -> new Fault(error.path(), error.message())).toList());
  }

  /** The same error, told of a certain request. */
  ProblemDocument of(String path, String id) {
    return new ProblemDocument(type, title, status, detail, path, id, errors);
  }

  /** One thing that is wrong, and where. */
  record Fault(String path, String message) {}
}
