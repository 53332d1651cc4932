package dev.tasker.database;

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
    // From Hibernate, not from JNDI: there is no component context at this time.
    DataSource database =
        sessionFactory
            .getServiceRegistry()
            .requireService(ConnectionProvider.class)
            .unwrap(DataSource.class);
    migrate(database);
  }

  /** Runs the migrations that are missing; each in a transaction of its own. */
  public static void migrate(DataSource database) {
    Flyway.configure(MigrationStartup.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration", "classpath:db/function")
        .load()
        .migrate();
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry registry) {
    // Nothing is held.
  }
}
