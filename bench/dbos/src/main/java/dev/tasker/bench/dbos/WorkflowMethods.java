package dev.tasker.bench.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowHandle;
import dev.tasker.bench.Progress;
import java.util.ArrayList;
import java.util.List;

/** The steps of a workflow run in its thread, so a branch is a workflow of its own. */
final class WorkflowMethods implements Workflows {

  private final DBOS dbos;
  private final Progress progress;
  private Workflows proxy;

  WorkflowMethods(DBOS dbos, Progress progress) {
    this.dbos = dbos;
    this.progress = progress;
  }

  /** The branches are started through the proxy. */
  void register() {
    proxy = dbos.registerProxy(Workflows.class, this);
  }

  Workflows proxy() {
    return proxy;
  }

  @Override
  @Workflow(name = "row")
  public String row(int steps) {
    String result = "";
    for (int step = 0; step < steps; step++) {
      result = dbos.runStep(progress::step, "s" + step);
    }
    return result;
  }

  @Override
  @Workflow(name = "fork")
  public String fork(int branches) {
    dbos.runStep(progress::step, "root");
    List<WorkflowHandle<String, RuntimeException>> running = new ArrayList<>();
    for (int i = 1; i <= branches; i++) {
      int number = i;
      running.add(dbos.startWorkflow(() -> proxy.branch(number)));
    }
    running.forEach(WorkflowHandle::getResult);
    return dbos.runStep(progress::step, "join");
  }

  @Override
  @Workflow(name = "branch")
  public String branch(int number) {
    return progress.step();
  }
}
