package dev.tasker.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers for what the server itself finds wrong with a request, in our words: each server has
 * others, and some quote class names.
 */
@Provider
public class WebProblemMapper implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException thrown) {
    Response original = thrown.getResponse();
    if (original.getStatus() < 400) {
      return original;
    }
    Problem problem = Problem.ofStatus(original.getStatus());
    @Nullable String allowed = original.getHeaderString(HttpHeaders.ALLOW);
    if (problem == Problem.INTERNAL_ERROR) {
      return ProblemMapper.unforeseen(thrown);
    }
    Response.ResponseBuilder response = problem.response(detail(problem, allowed));
    if (allowed != null) {
      response.header(HttpHeaders.ALLOW, allowed);
    }
    return response.build();
  }

  static String detail(Problem problem, @Nullable String allowed) {
    return switch (problem) {
      case NOT_FOUND -> "No such path exists. See the reference of the REST API for those that do.";
      case METHOD_NOT_ALLOWED ->
          "Possible here: " + Objects.requireNonNullElse(allowed, "another method") + ".";
      case NOT_ACCEPTABLE -> "The answer is application/json: accept that.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json, encoded in UTF-8.";
      case UNAVAILABLE -> "The server cannot answer now. Try again later.";
      case INTERNAL_ERROR -> "Nothing is wrong with the request. The log has the cause.";
      default -> "The server cannot read the request. Check its path, query and headers.";
    };
  }
}
