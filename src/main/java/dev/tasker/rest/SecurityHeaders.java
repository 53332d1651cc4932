package dev.tasker.rest;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers to trust what we answer no more than it needs. */
@WebFilter(
    urlPatterns = "/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class SecurityHeaders extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String NOT_FRAMED =
      "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  /** Should a name ever escape its quotes in a picture, the browser would still run nothing. */
  private static final String NOTHING_RUNS =
      "default-src 'none'; style-src 'unsafe-inline'" + NOT_FRAMED;

  /**
   * Pages run what they bring, and speak to us alone. Styles may be inline, as Swagger UI's are.
   */
  private static final String OURS_RUNS =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:" + NOT_FRAMED;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean page = isPage(request.getRequestURI().substring(request.getContextPath().length()));
    response.setHeader("Content-Security-Policy", page ? OURS_RUNS : NOTHING_RUNS);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    chain.doFilter(request, response);
  }

  private static boolean isPage(String path) {
    return !path.equals("/tasker") && !path.startsWith("/tasker/");
  }
}
