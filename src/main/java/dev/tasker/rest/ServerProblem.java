package dev.tasker.rest;

import dev.tasker.database.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Answers where the server refuses a request before a resource sees it, for instance because a
 * header cannot be read. Its own page would name the server. {@code web.xml} sends errors here.
 */
@WebServlet(ServerProblem.PATH)
public class ServerProblem extends HttpServlet {

  static final String PATH = "/tasker-problem";

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    int code = status instanceof Integer known ? meant(known) : HttpServletResponse.SC_NOT_FOUND;
    String id = CorrelationFilter.sane(request.getHeader(CorrelationFilter.HEADER));
    ProblemDocument problem =
        Problem.ofStatus(code)
            .document(code, WebProblemMapper.detail(Problem.ofStatus(code), null))
            .of(String.valueOf(Objects.requireNonNullElse(path, request.getRequestURI())), id);
    response.setStatus(code);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader(CorrelationFilter.HEADER, id);
    response
        .getOutputStream()
        .write(Json.text(Documents.toJson(problem)).getBytes(StandardCharsets.UTF_8));
  }

  /** A server whose own files know no PATCH says so of paths that do not exist at all. */
  private static int meant(int status) {
    return status == HttpServletResponse.SC_NOT_IMPLEMENTED
        ? HttpServletResponse.SC_NOT_FOUND
        : status;
  }
}
