package dev.tasker.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share work between them. */
final class Clients {

  private Clients() {}

  /** What a client does; the number is from 0. */
  interface Work {
    void run(int number) throws Exception;
  }

  /** Does the work that many times, on so many threads. */
  static void run(int threads, int times, Work work) throws Exception {
    var next = new AtomicInteger();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Void>> clients = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        clients.add(
            executor.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
                    work.run(i);
                  }
                  return null;
                }));
      }
      for (Future<Void> client : clients) {
        client.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
