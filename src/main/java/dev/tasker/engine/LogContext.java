package dev.tasker.engine;

import org.jboss.logging.MDC;

/**
 * What the log lines of a handler's thread carry, where the server's log format shows it: the
 * task's correlation id, and which step it is.
 */
final class LogContext {

  private static final String CORRELATION_ID = "correlation_id";
  private static final String TASK_ID = "task_id";
  private static final String STEP = "step";

  private LogContext() {}

  /** This thread works for that attempt from now on. */
  static void enter(Attempt attempt) {
    MDC.put(CORRELATION_ID, attempt.task().correlationId());
    MDC.put(TASK_ID, attempt.claim().taskId().toString());
    MDC.put(STEP, attempt.step().name());
  }

  /** This thread works for nobody any more. */
  static void leave() {
    MDC.remove(CORRELATION_ID);
    MDC.remove(TASK_ID);
    MDC.remove(STEP);
  }
}
