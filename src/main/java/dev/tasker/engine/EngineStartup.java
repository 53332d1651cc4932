package dev.tasker.engine;

import dev.tasker.delivery.Deliveries;
import dev.tasker.registry.Registries;
import dev.tasker.template.TemplateCatalog;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Starts the engine with the application, and stops it gracefully. */
@WebListener
public class EngineStartup implements ServletContextListener {

  private static final Logger LOG = System.getLogger(EngineStartup.class.getName());

  /** Asked for so that the migrations have run. */
  @PersistenceUnit(unitName = "tasker")
  private EntityManagerFactory entities;

  @Inject private TemplateCatalog catalog;
  @Inject private Registries registries;
  @Inject private NodeIdentity identity;
  @Inject private Deliveries deliveries;
  @Inject private EngineExecutors executors;
  @Inject private EngineLoop engineLoop;
  @Inject private NodeLoop nodeLoop;
  @Inject private GracefulStop gracefulStop;
  @Inject private AuditTimer auditTimer;
  @Inject private RetentionTimer retentionTimer;

  /** Joins the cluster and begins to work. */
  @Override
  public void contextInitialized(ServletContextEvent application) {
    if (!entities.isOpen()) {
      throw new IllegalStateException("The database is not ready.");
    }
    catalog.load();
    registries.begin();
    identity.join();
    deliveries.begin();
    executors.engine().execute(nodeLoop);
    executors.engine().execute(engineLoop);
    auditTimer.begin();
    retentionTimer.begin();
    LOG.log(Level.INFO, "The engine runs as node {0}.", identity.id());
  }

  /** Stops claiming, waits for running steps, gives the rest back, leaves the cluster. */
  @Override
  public void contextDestroyed(ServletContextEvent application) {
    gracefulStop.run();
    LOG.log(Level.INFO, "The engine has stopped.");
  }
}
