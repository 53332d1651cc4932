package dev.tasker.bench.flowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.tasker.bench.Bpmn;
import dev.tasker.bench.Engine;
import dev.tasker.bench.Graph;
import dev.tasker.bench.Progress;
import java.time.Duration;
import java.util.Map;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.ExecutionListener;
import org.flowable.engine.delegate.JavaDelegate;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * Flowable in this JVM. A step is an asynchronous service task: a job, in a transaction of its own;
 * its result is a variable of the process. A new job goes to the pool of threads after the commit;
 * the table of jobs is asked only for those that were put back, and for one at a time: of the jobs
 * of a fork only one may run, and each that was fetched beside it is written back.
 */
final class Flowable implements Engine {

  private static final String NAMESPACE = "http://flowable.org/bpmn";
  private static final int QUEUE = 16_384;
  private static final int FETCH = 1;
  private static final Duration POLL = Duration.ofMillis(20);

  private ProcessEngine engine;
  private Progress progress;

  /** The hand-over after the commit has a connection of its own. */
  @Override
  public int connections() {
    return TWO_EACH;
  }

  @Override
  public void start(HikariDataSource database, Progress progress) {
    this.progress = progress;
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistoryLevel(HistoryLevel.AUDIT);
    configuration.setAsyncExecutorActivate(true);
    configuration.setAsyncExecutorCorePoolSize(WORKERS);
    configuration.setAsyncExecutorMaxPoolSize(WORKERS);
    configuration.setAsyncExecutorThreadPoolQueueSize(QUEUE);
    configuration.getAsyncExecutorConfiguration().setMaxAsyncJobsDuePerAcquisition(FETCH);
    configuration.getAsyncExecutorConfiguration().setDefaultAsyncJobAcquireWaitTime(POLL);
    configuration.getPerformanceSettings().setEnableExecutionRelationshipCounts(true);
    configuration.setBeans(
        Map.of(Bpmn.STEP, (JavaDelegate) this::step, Bpmn.END, (ExecutionListener) this::end));
    engine = configuration.buildProcessEngine();
    var deployment = engine.getRepositoryService().createDeployment();
    for (Graph graph : Graph.ALL) {
      deployment.addString(graph.name() + ".bpmn", Bpmn.of(graph, NAMESPACE, "async"));
    }
    deployment.deploy();
  }

  private void step(DelegateExecution execution) {
    execution.setVariable("result-" + execution.getCurrentActivityId(), progress.step());
  }

  private void end(DelegateExecution execution) {
    String workflow = execution.getProcessInstanceBusinessKey();
    Context.getTransactionContext()
        .addTransactionListener(
            TransactionState.COMMITTED, committed -> progress.completed(workflow));
  }

  @Override
  public void submit(Graph graph, String workflow) {
    engine.getRuntimeService().startProcessInstanceByKey(graph.name(), workflow);
  }

  @Override
  public void close() {
    engine.close();
  }
}
