package dev.tasker.it.twodatabases;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Posts to the ledger beside Tasker's tables and to one in another database. The task's context may
 * name the notes, {@code here} and {@code there}, of the first attempt, and what it does then.
 */
@HandlerName("ledger.both")
@Transactional
@ApplicationScoped
public class BothLedgersHandler implements StepHandler {

  private static final String POST =
      "insert into ledger (id, task, step, attempt, note) values (?, ?, ?, ?, ?)";

  @Resource private DataSource here;

  @Inject
  @ConfigProperty(name = "ledger.other")
  private String there;

  @Override
  @SuppressWarnings("unchecked") // The tests write it so.
  public StepResult handle(StepContext step) throws Exception {
    var script = (Map<String, String>) step.context().getOrDefault("script", Map.of());
    boolean first = step.attempt() == 1;
    post(here, step, first ? script.getOrDefault("here", "here") : "here");
    DataSource other = InitialContext.doLookup(there);
    post(other, step, first ? script.getOrDefault("there", "there") : "there");
    if (first && script.containsKey("throw")) {
      throw new IllegalStateException("one of the ledgers is closed");
    }
    if (first && script.containsKey("hold")) {
      hold();
    }
    return StepResult.empty();
  }

  /** Until it is told that its result is not wanted any more, which it brings nevertheless. */
  private static void hold() {
    try {
      if (new CountDownLatch(1).await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Nobody counts down.");
      }
    } catch (InterruptedException told) {
      // It goes on: the engine is to refuse the commit.
    }
  }

  private static void post(DataSource ledger, StepContext step, String note) throws SQLException {
    try (Connection connection = ledger.getConnection();
        var statement = connection.prepareStatement(POST)) {
      statement.setString(1, UUID.randomUUID().toString());
      statement.setString(2, step.taskId().toString());
      statement.setString(3, step.stepName());
      statement.setInt(4, step.attempt());
      statement.setString(5, note);
      statement.executeUpdate();
    }
  }
}
