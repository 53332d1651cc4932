package dev.tasker.bench.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReplace;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.tasker.bench.Engine;
import dev.tasker.bench.Graph;
import dev.tasker.bench.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * db-scheduler, a durable queue of jobs. A step is a job; when it is done its row is turned into
 * the next step's, or deleted. A root schedules its branches in one batch. Jobs and joins do not
 * change in one transaction, so a crash between the two can repeat a branch.
 */
final class DbScheduler implements Engine {

  /** The table that db-scheduler's documentation asks for. */
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name text not null, task_instance text not null, task_data bytea,
        execution_time timestamptz not null, picked boolean not null, picked_by text,
        last_success timestamptz, last_failure timestamptz, consecutive_failures int,
        last_heartbeat timestamptz, version bigint not null, priority smallint,
        primary key (task_name, task_instance));
      create index on scheduled_tasks (execution_time);
      create index on scheduled_tasks (last_heartbeat);
      """;

  private static final TaskDescriptor<StepData> STEP = TaskDescriptor.of("step", StepData.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private Scheduler scheduler;
  private Joins joins;
  private Progress progress;

  @Override
  public void start(HikariDataSource database, Progress progress) throws SQLException {
    this.progress = progress;
    joins = new Joins(database);
    try (Connection connection = database.getConnection();
        Statement tables = connection.createStatement()) {
      tables.execute(TABLE + Joins.TABLE);
    }
    scheduler =
        Scheduler.create(database, Tasks.custom(STEP).execute(this::step))
            .threads(WORKERS)
            .pollUsingLockAndFetch(1.0, 4.0)
            .pollingInterval(POLL)
            .enableImmediateExecution()
            .build();
    scheduler.start();
  }

  @Override
  public void submit(Graph graph, String workflow) {
    scheduler.schedule(job(new StepData(graph.name(), workflow, 0, null)), Instant.now());
  }

  private CompletionHandler<StepData> step(TaskInstance<StepData> job, ExecutionContext context) {
    StepData data = job.getData();
    Graph graph = Graph.named(data.graph());
    String result = progress.step();
    try {
      if (data.step() == graph.last()) {
        return end(graph, data.workflow());
      }
      if (!graph.forked()) {
        return replaceBy(data.next(data.step() + 1, result));
      }
      if (data.step() == 0) {
        fork(graph, data, result, context);
      } else if (joins.arrive(data.workflow())) {
        return replaceBy(data.next(graph.last(), result));
      }
      return (done, row) -> row.remove();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fork(Graph graph, StepData root, String result, ExecutionContext context)
      throws SQLException {
    joins.open(root.workflow(), graph.width());
    List<TaskInstance<?>> branches = new ArrayList<>();
    for (int branch = 1; branch <= graph.width(); branch++) {
      branches.add(job(root.next(branch, result)));
    }
    context.getSchedulerClient().scheduleBatch(branches, Instant.now());
  }

  /** A workflow is complete when the row of its last job is gone. */
  private CompletionHandler<StepData> end(Graph graph, String workflow) throws SQLException {
    if (graph.forked()) {
      joins.close(workflow);
    }
    return (done, row) -> {
      row.remove();
      progress.completed(workflow);
    };
  }

  private static CompletionHandler<StepData> replaceBy(StepData next) {
    return new OnCompleteReplace<>(done -> SchedulableInstance.of(job(next), Instant.now()));
  }

  private static TaskInstance<StepData> job(StepData data) {
    return STEP.instance(data.jobId()).data(data).build();
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
