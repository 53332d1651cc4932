package dev.tasker.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request an id that its answer, its errors and its log lines carry: the client's own,
 * if it sent one that can be printed, or a new one.
 */
@Provider
@PreMatching
public class CorrelationFilter implements ContainerRequestFilter, ContainerResponseFilter {

  static final String HEADER = "X-Correlation-ID";

  private static final String PROPERTY = "tasker.correlation_id";
  private static final Pattern SANE = Pattern.compile("[\\w.:/+=@~-]{1,128}");
  private static final Logger LOG = Logger.getLogger(CorrelationFilter.class);

  @Override
  public void filter(ContainerRequestContext request) {
    correlationId(request);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String id = correlationId(request);
    response.getHeaders().putSingle(HEADER, id);
    MDC.remove("correlation_id");
    String path = request.getUriInfo().getRequestUri().getPath();
    if (response.getEntity() instanceof Failure failure) {
      LOG.errorf(failure.cause(), "%s %s failed [%s]", request.getMethod(), path, id);
      response.setEntity(failure.document());
    }
    if (isIntervention(request.getMethod(), path)) {
      LOG.infof("%s %s was answered %d [%s]", request.getMethod(), path, response.getStatus(), id);
    }
    if (response.getEntity() instanceof ProblemDocument problem) {
      response.setEntity(problem.of(path, id));
    }
  }

  /** Whether somebody meddled with a task that exists: seldom, and worth a line in the log. */
  private static boolean isIntervention(String method, String path) {
    return switch (method) {
      case "PATCH", "PUT", "DELETE" -> true;
      case "POST" -> path.endsWith("/retry") || path.endsWith("/resolve");
      default -> false;
    };
  }

  private static String correlationId(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof String known) {
      return known;
    }
    String id = sane(request.getHeaderString(HEADER));
    MDC.put("correlation_id", id);
    request.getHeaders().putSingle(HEADER, id);
    request.setProperty(PROPERTY, id);
    return id;
  }

  /** The id that a client sent, if it can be printed, or a new one. */
  static String sane(@Nullable String sent) {
    return sent != null && SANE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }

  /** An error of ours: its cause is for the log, the document for the client. */
  record Failure(ProblemDocument document, Throwable cause) {}
}
