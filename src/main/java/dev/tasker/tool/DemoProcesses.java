package dev.tasker.tool;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the demo has started: ended in reverse order, however the demo ends. */
final class DemoProcesses implements AutoCloseable {

  private final Deque<BackgroundProcess> processes = new ArrayDeque<>();

  DemoProcesses() {
    // Ctrl-C ends the launcher without unwinding its stack.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop what the demo started"));
  }

  synchronized BackgroundProcess add(BackgroundProcess process) {
    processes.push(process);
    return process;
  }

  /** Leaves them to themselves. */
  synchronized void keep() {
    processes.clear();
  }

  @Override
  public synchronized void close() {
    while (!processes.isEmpty()) {
      try {
        processes.pop().stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
