package dev.tasker.bench.camunda;

import com.zaxxer.hikari.HikariDataSource;
import dev.tasker.bench.Bpmn;
import dev.tasker.bench.Engine;
import dev.tasker.bench.Graph;
import dev.tasker.bench.Progress;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;

/**
 * Camunda 7 in this JVM. A step is a service task with an asynchronous continuation before it: a
 * job, in a transaction of its own; its result is a variable of the process. One thread fetches
 * jobs for the others, woken by each that is new.
 */
final class Camunda implements Engine {

  private static final String NAMESPACE = "http://camunda.org/schema/1.0/bpmn";
  private static final int QUEUE = 64;
  private static final int FETCH = 32;

  private ProcessEngine engine;
  private Progress progress;

  /** A block of identifiers is fetched in a transaction of its own. */
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
    configuration.setHistory("audit");
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setMetricsEnabled(false);
    configuration.setJobExecutor(jobExecutor());
    configuration.setJobExecutorActivate(true);
    configuration.setBeans(
        Map.of(Bpmn.STEP, (JavaDelegate) this::step, Bpmn.END, (ExecutionListener) this::end));
    engine = configuration.buildProcessEngine();
    var deployment = engine.getRepositoryService().createDeployment();
    for (Graph graph : Graph.ALL) {
      deployment.addString(graph.name() + ".bpmn", Bpmn.of(graph, NAMESPACE, "asyncBefore"));
    }
    deployment.deploy();
  }

  private static DefaultJobExecutor jobExecutor() {
    var executor = new DefaultJobExecutor();
    executor.setCorePoolSize(WORKERS);
    executor.setMaxPoolSize(WORKERS);
    executor.setQueueSize(QUEUE);
    executor.setMaxJobsPerAcquisition(FETCH);
    executor.setWaitTimeInMillis(500);
    executor.setMaxWait(1000);
    executor.setBackoffTimeInMillis(10);
    executor.setMaxBackoff(50);
    return executor;
  }

  private void step(DelegateExecution execution) {
    execution.setVariable("result-" + execution.getCurrentActivityId(), progress.step());
  }

  private void end(DelegateExecution execution) {
    String workflow = execution.getProcessBusinessKey();
    Context.getCommandContext()
        .getTransactionContext()
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
