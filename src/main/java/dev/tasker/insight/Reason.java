package dev.tasker.insight;

import java.util.Locale;

/** Why a step has not ended, for machines. */
public enum Reason {
  /** A node runs an attempt now. */
  RUNNING,
  /** Ready: the next free slot of a node takes it. */
  QUEUED,
  /** Ready, but every node that could run it is full. */
  AT_CAPACITY,
  /** Its attempt failed; the next one is due later. */
  RETRY_DUE_AT,
  /** Its task is not to start before a time. */
  TASK_DELAYED_UNTIL,
  /** Steps that it depends on have not ended; nothing keeps them from it. */
  WAITING_FOR_STEPS,
  /** The node that runs it is gone; the others take the step back. */
  NODE_LOST,
  /** Ready, but no live node has the handlers of its template. */
  NO_HANDLER_NODE,
  /** Ready, but no node lives. */
  NO_NODE,
  /** Ready, but in no queue, which the auditor puts right. */
  NOT_QUEUED,
  /** A step that it depends on was cancelled, so it cannot run. */
  BLOCKED_BY_CANCELLED_STEP,
  /** A step that it depends on failed for good, so it cannot run. */
  BLOCKED_BY_FAILED_STEP,
  /** It failed, and no attempt follows by itself. */
  FAILED_PERMANENTLY;

  /** The word in JSON, for instance {@code waiting_for_steps}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
