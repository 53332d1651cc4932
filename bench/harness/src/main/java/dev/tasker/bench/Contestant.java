package dev.tasker.bench;

/** What is measured. */
public interface Contestant extends AutoCloseable {

  /** Makes it ready for work, on an empty database. */
  void start(Settings settings) throws Exception;

  /** Runs a load; returns when all of it is durably complete. */
  Burst run(Load load) throws Exception;

  @Override
  void close() throws Exception;
}
