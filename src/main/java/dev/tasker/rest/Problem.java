package dev.tasker.rest;

import dev.tasker.api.task.TaskRefusedException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kind of answer that tells of an error.
 *
 * <p>Each has a URI of its own, so that clients need not read the texts.
 */
enum Problem {
  MALFORMED_REQUEST(400, "The request is malformed"),
  NOT_AUTHENTICATED(401, "Credentials are missing or wrong"),
  NOT_PERMITTED(403, "This is not permitted"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method is not possible here"),
  NOT_ACCEPTABLE(406, "No acceptable form of the answer exists"),
  ILLEGAL_STATE(409, "This is not possible in the present state"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  REQUEST_REFUSED(422, "The request was refused"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL_ERROR(500, "The server failed"),
  UNAVAILABLE(503, "The engine has no room now");

  static final String MEDIA_TYPE = "application/problem+json";

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  /** The kind that belongs to an HTTP status. */
  static Problem ofStatus(int status) {
    for (Problem problem : values()) {
      if (problem.status == status) {
        return problem;
      }
    }
    return status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST;
  }

  /** The answer with a sentence on what to do. */
  Response.ResponseBuilder response(@Nullable String detail) {
    return response(detail, List.of());
  }

  /** The answer with each thing that is wrong. */
  Response.ResponseBuilder response(
      @Nullable String detail, List<TaskRefusedException.Problem> errors) {
    String told = Objects.requireNonNullElse(detail, title);
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(ProblemDocument.of(typeUri(), title, status, told, errors));
  }

  /** The document alone, for a status of this kind. */
  ProblemDocument document(int actualStatus, String detail) {
    return ProblemDocument.of(typeUri(), title, actualStatus, detail, List.of());
  }

  private String typeUri() {
    return "urn:tasker:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
