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

/** Runs the auditor at its interval. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditTimer {

  private static final Logger LOG = System.getLogger(AuditTimer.class.getName());

  @Resource private TimerService timers;
  @Inject private EngineConfig config;
  @Inject private NodeIdentity identity;
  @Inject private Auditor auditor;
  @Inject private Annotations annotations;

  /** Begins; each node starts at a moment of its own. */
  public void begin() {
    long interval = config.auditInterval().toMillis();
    timers.createIntervalTimer(interval, interval, new TimerConfig(null, false));
  }

  /** The interval has passed. */
  @Timeout
  public void audit() {
    if (!identity.isJoined()) {
      return;
    }
    try {
      auditor.run();
      annotations.run();
    } catch (DatabaseException e) {
      LOG.log(Level.WARNING, "The audit was cut short, it goes on later: {0}", e.getMessage());
    }
  }
}
