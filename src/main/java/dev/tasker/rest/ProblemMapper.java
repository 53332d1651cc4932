package dev.tasker.rest;

import dev.tasker.api.task.EngineBusyException;
import dev.tasker.api.task.IllegalTaskStateException;
import dev.tasker.api.task.StepNotFoundException;
import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.database.DatabaseException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Answers for everything that a resource throws. What was not foreseen tells the client nothing.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
  private static final int SECONDS_WITHOUT_DATABASE = 5;

  @Override
  public Response toResponse(Throwable thrown) {
    if (thrown instanceof ProblemException e) {
      return e.problem().response(e.getMessage(), e.errors()).build();
    }
    if (thrown instanceof TaskRefusedException e) {
      return Problem.REQUEST_REFUSED
          .response("Nothing was stored. Correct what is listed and send it again.", e.problems())
          .build();
    }
    if (thrown instanceof TaskNotFoundException || thrown instanceof StepNotFoundException) {
      return Problem.NOT_FOUND.response(thrown.getMessage()).build();
    }
    if (thrown instanceof IllegalTaskStateException e) {
      return Problem.ILLEGAL_STATE.response(e.getMessage()).build();
    }
    if (thrown instanceof EngineBusyException e) {
      return Problem.UNAVAILABLE
          .response(e.getMessage())
          .header(HttpHeaders.RETRY_AFTER, seconds(e.retryAfter()))
          .build();
    }
    return DatabaseException.mayPass(thrown) ? away(thrown) : unforeseen(thrown);
  }

  private static Response away(Throwable thrown) {
    // One line each: there are as many as requests, for as long as the database is away.
    LOG.warnf("A request was answered with 503, as the database did not take it: %s", root(thrown));
    LOG.debug("Where the database did not take it:", thrown);
    return Problem.UNAVAILABLE
        .response("The database cannot be reached, or cannot take it, now. Try again later.")
        .header(HttpHeaders.RETRY_AFTER, SECONDS_WITHOUT_DATABASE)
        .build();
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  static Response unforeseen(Throwable thrown) {
    Response response =
        Problem.INTERNAL_ERROR
            .response("Nothing is wrong with the request. The log has the cause under this id.")
            .build();
    var document = (ProblemDocument) response.getEntity();
    return Response.fromResponse(response)
        .entity(new CorrelationFilter.Failure(document, thrown))
        .build();
  }

  /** Whole seconds, rounded up: a client that comes too early is refused again. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
