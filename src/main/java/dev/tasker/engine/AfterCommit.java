package dev.tasker.engine;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Does something when a caller's transaction has committed, and not if it has not. */
record AfterCommit(Runnable act) implements Synchronization {

  @Override
  public void beforeCompletion() {
    // Nothing is held back until then.
  }

  @Override
  public void afterCompletion(int status) {
    if (status == Status.STATUS_COMMITTED) {
      act.run();
    }
  }
}
