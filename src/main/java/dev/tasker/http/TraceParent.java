package dev.tasker.http;

import dev.tasker.api.handler.StepContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The {@code traceparent} header of W3C Trace Context: the current span if there is one. Without
 * one, the trace is derived from the correlation id and the span from the step and its attempt, so
 * that the calls of one business transaction lie in one trace, and can be found by whoever knows
 * that id.
 */
final class TraceParent {

  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private TraceParent() {}

  /** The header's value, seen from the thread that runs the handler. */
  static String of(StepContext step) {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      return header(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
    }
    String spanId = digest(step.stepId() + "/" + step.attempt(), SPAN_DIGITS);
    // Sampled: a called server that follows our lead would otherwise record nothing of our calls.
    return header(digest(step.correlationId(), TRACE_DIGITS), spanId, "01");
  }

  private static String header(String traceId, String spanId, String flags) {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  private static String digest(String text, int digits) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
