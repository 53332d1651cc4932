package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.junit.jupiter.api.Test;

class TraceParentTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @Test
  void currentSpan_isHandedOn() {
    var context = SpanContext.create(TRACE, SPAN, TraceFlags.getDefault(), TraceState.getDefault());
    try (var scope = Span.wrap(context).makeCurrent()) {
      assertThat(scope).isNotNull();
      assertThat(TraceParent.of(TestStep.with())).isEqualTo("00-" + TRACE + "-" + SPAN + "-00");
    }
  }

  @Test
  void withoutASpan_theTraceComesFromTheCorrelationId() {
    var step = TestStep.with();

    String header = TraceParent.of(step);

    assertThat(header).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(TraceParent.of(step)).isEqualTo(header);
    assertThat(trace(TraceParent.of(step.withAttempt(2)))).isEqualTo(trace(header));
    assertThat(TraceParent.of(step.withAttempt(2))).isNotEqualTo(header);
    assertThat(trace(TraceParent.of(step.withCorrelationId("order-18"))))
        .isNotEqualTo(trace(header));
  }

  private static String trace(String header) {
    return header.split("-")[1];
  }
}
