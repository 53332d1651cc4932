package dev.tasker.task;

import dev.tasker.testing.PostgresExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/** Our persistence unit as in the WAR, but without a server; opened once per test run. */
final class OpenEntities {

  /** Opening it proves that the entities fit the schema, because Hibernate validates them. */
  private static final EntityManagerFactory FACTORY =
      Persistence.createEntityManagerFactory(
          "tasker",
          Map.of(
              "jakarta.persistence.transactionType",
              "RESOURCE_LOCAL",
              "jakarta.persistence.nonJtaDataSource",
              PostgresExtension.database(),
              "hibernate.generate_statistics",
              "true"));

  private OpenEntities() {}

  static EntityManager entityManager() {
    return FACTORY.createEntityManager();
  }

  /** How many statements are prepared meanwhile. */
  static long statementsOf(Runnable read) {
    Statistics statistics = FACTORY.unwrap(SessionFactory.class).getStatistics();
    long before = statistics.getPrepareStatementCount();
    read.run();
    return statistics.getPrepareStatementCount() - before;
  }
}
