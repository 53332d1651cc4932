package dev.tasker.database;

import static org.hibernate.cfg.PersistenceSettings.PERSISTENCE_UNIT_NAME;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the database to the newest version before Hibernate compares the entities with it. Flyway
 * holds a lock meanwhile, so several nodes may start at once.
 */
public final class MigrationStartup implements Integrator {

  @Override
  public void integrate(
      Metadata metadata, BootstrapContext context, SessionFactoryImplementor sessionFactory) {
    if (!isOurs(sessionFactory)) {
      return;
    }
    // From Hibernate, not from JNDI: there is no component context at this time.
    DataSource database =
        sessionFactory
            .getServiceRegistry()
            .requireService(ConnectionProvider.class)
            .unwrap(DataSource.class);
    migrate(database);
  }

  /** Handlers may bring persistence units of their own, perhaps of other databases. */
  private static boolean isOurs(SessionFactoryImplementor sessionFactory) {
    return "tasker".equals(sessionFactory.getProperties().get(PERSISTENCE_UNIT_NAME));
  }

  /**
   * Runs the migrations that are missing; each in a transaction of its own. The schema may hold
   * tables of an application beside Tasker's, and that application's own Flyway history.
   */
  public static void migrate(DataSource database) {
    Flyway.configure(MigrationStartup.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration", "classpath:db/function")
        .table("tasker_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry registry) {
    // Nothing is held.
  }
}
