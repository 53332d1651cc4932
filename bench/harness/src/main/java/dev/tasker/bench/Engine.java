package dev.tasker.bench;

import com.zaxxer.hikari.HikariDataSource;

/** A contestant whose steps run in this JVM. */
public interface Engine extends AutoCloseable {

  /** Threads that run steps, for engines that let them be chosen. */
  int WORKERS = 16;

  /** What a step returns. */
  String RESULT = "{\"ok\": true}";

  /** Connections for one that needs a second while it holds the first: two for each thread. */
  int TWO_EACH = 52;

  /** Connections of its pool: one for each thread that runs steps or submits. */
  default int connections() {
    return 24;
  }

  /** Settings of its database sessions; none unless it says otherwise. */
  default String sessionOptions() {
    return "";
  }

  /** Creates its tables, starts its threads. */
  void start(HikariDataSource database, Progress progress) throws Exception;

  /** Starts a workflow; returns when it is durable. */
  void submit(Graph graph, String workflow) throws Exception;

  @Override
  void close() throws Exception;
}
