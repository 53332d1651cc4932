package dev.tasker.database;

import static org.hibernate.cfg.PersistenceSettings.PERSISTENCE_UNIT_NAME;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.semver4j.Semver;

/**
 * Brings the database to the newest version before Hibernate compares the entities with it. A lock
 * is held meanwhile, so several nodes may start at once.
 *
 * <p>A node that is older than the newest one that has worked on the database changes nothing in
 * it: it would put its own functions in the place of newer ones. Whether it can work there is for
 * Hibernate to find out, and for the migrations to keep so.
 */
public final class MigrationStartup implements Integrator {

  private static final Logger LOG = System.getLogger(MigrationStartup.class.getName());

  private static final String LOCK = "select pg_advisory_lock(hashtext('tasker.migrate'))";
  private static final String UNLOCK = "select pg_advisory_unlock(hashtext('tasker.migrate'))";
  private static final NamedSql KEEP = NamedSql.load("keep_newest_version");

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
    migrate(database, TaskerVersion.get());
  }

  static void migrate(DataSource database, String version) {
    try (Connection guard = database.getConnection();
        Statement statement = guard.createStatement()) {
      statement.execute(LOCK);
      try {
        Optional<String> newest = newest(statement);
        if (newest.isPresent() && new Semver(newest.get()).isGreaterThan(new Semver(version))) {
          LOG.log(
              Level.WARNING,
              "The database is that of Tasker {0}, this node is {1}: it leaves tables and functions as they are. Bring it to {0}.",
              newest.get(),
              version);
          return;
        }
        bringToTheNewest(database);
        try (var keep = KEEP.on(guard).set("version", version)) {
          keep.update();
        }
      } finally {
        statement.execute(UNLOCK);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void bringToTheNewest(DataSource database) {
    Flyway.configure(MigrationStartup.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration", "classpath:db/function")
        .table("tasker_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private static Optional<String> newest(Statement statement) throws SQLException {
    try (var exists = statement.executeQuery("select to_regclass('newest_version') is not null")) {
      exists.next();
      if (!exists.getBoolean(1)) {
        return Optional.empty();
      }
    }
    try (var row = statement.executeQuery("select version from newest_version")) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry registry) {
    // Nothing is held.
  }
}
