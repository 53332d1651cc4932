package dev.tasker.bench;

import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * Tells when a contestant has worked enough to be measured: when engine and server have used what
 * all processors have to give in the time that is set. On a machine that others use, too, that
 * takes longer, but not without end.
 */
final class WarmUp {

  /** Nobody gets all of the processors. */
  private static final double SHARE = 0.9;

  private static final int LONGEST = 3;

  private final Settings settings;
  private final OptionalLong postgres;
  private final Processors before;
  private final long began = System.nanoTime();

  WarmUp(Settings settings, Server server) throws SQLException {
    this.settings = settings;
    postgres = server.process();
    before = Processors.now(settings.processes(), postgres);
  }

  boolean isOver() {
    double seconds = (System.nanoTime() - began) / 1e9;
    Processors used = Processors.now(settings.processes(), postgres).since(before);
    double worked =
        (used.engine() + used.postgres()) / 1e3 / Runtime.getRuntime().availableProcessors();
    return worked >= settings.warm() * SHARE || seconds >= settings.warm() * LONGEST;
  }
}
