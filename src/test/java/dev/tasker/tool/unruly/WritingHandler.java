package dev.tasker.tool.unruly;

import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;

/**
 * Writes a row of its own before it behaves as the witness says: the row must be there if and only
 * if the step succeeds.
 */
@HandlerName("chaos.writing")
@Transactional
@ApplicationScoped
public class WritingHandler implements StepHandler {

  @Resource private DataSource database;
  @Inject private Behaviour behaviour;

  @Override
  public StepResult handle(StepContext step) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("insert into chaos_entry (task_id, step) values (?, ?)")) {
      statement.setObject(1, step.taskId());
      statement.setString(2, step.stepName());
      statement.executeUpdate();
    }
    return behaviour.of(step);
  }
}
