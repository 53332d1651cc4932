package dev.tasker.engine;

import dev.tasker.database.DatabaseException;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** Deletes old tasks every minute, if there is a setting that says so. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {

  private static final Logger LOG = System.getLogger(RetentionTimer.class.getName());
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration BUDGET = Duration.ofSeconds(30);
  private static final Duration BETWEEN_PARTITIONS = Duration.ofHours(1);

  @Resource private TimerService timers;
  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private Retention retention;

  private Optional<Duration> age = Optional.empty();
  private volatile long nextPartitions = System.nanoTime();

  /**
   * Begins; each node starts at a moment of its own.
   *
   * @throws IllegalArgumentException if the setting cannot be read
   */
  public void begin() {
    age = config.retention();
    timers.createIntervalTimer(
        INTERVAL.toMillis(), INTERVAL.toMillis(), new TimerConfig(null, false));
  }

  /** The interval has passed. */
  @Timeout
  public void deleteOld() {
    if (!identity.isJoined()) {
      return;
    }
    try {
      if (System.nanoTime() - nextPartitions >= 0) {
        nextPartitions = System.nanoTime() + BETWEEN_PARTITIONS.toNanos();
        retention.tendPartitions();
      }
      age.ifPresent(given -> retention.delete(given, BUDGET));
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING, "Old tasks could not be deleted, it goes on later: {0}", e.getMessage());
    }
  }
}
