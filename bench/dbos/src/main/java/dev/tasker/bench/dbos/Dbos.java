package dev.tasker.bench.dbos;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.WorkflowHandle;
import dev.tasker.bench.Engine;
import dev.tasker.bench.Graph;
import dev.tasker.bench.Progress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** DBOS Transact: workflows run at once in the process that starts them, not through its queue. */
final class Dbos implements Engine {

  /** One waits for each workflow's result; DBOS itself bounds how many workflows run. */
  private final ExecutorService waiting = Executors.newCachedThreadPool();

  private DBOS dbos;
  private Workflows workflows;
  private Progress progress;

  @Override
  public void start(HikariDataSource database, Progress progress) {
    this.progress = progress;
    dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(database).withAppVersion("1"));
    var methods = new WorkflowMethods(dbos, progress);
    methods.register();
    workflows = methods.proxy();
    dbos.launch();
  }

  @Override
  public void submit(Graph graph, String workflow) {
    var options = new StartWorkflowOptions(workflow);
    WorkflowHandle<String, RuntimeException> handle =
        graph.forked()
            ? dbos.startWorkflow(() -> workflows.fork(graph.width()), options)
            : dbos.startWorkflow(() -> workflows.row(graph.width()), options);
    waiting.execute(
        () -> {
          handle.getResult();
          progress.completed(workflow);
        });
  }

  @Override
  public void close() {
    dbos.shutdown();
    waiting.shutdownNow();
  }
}
