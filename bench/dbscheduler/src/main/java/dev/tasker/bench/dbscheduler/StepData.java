package dev.tasker.bench.dbscheduler;

import java.io.Serializable;

/** What a job carries: which step of which workflow it is, and the result of the step before. */
record StepData(String graph, String workflow, int step, String previous) implements Serializable {

  StepData next(int step, String result) {
    return new StepData(graph, workflow, step, result);
  }

  String jobId() {
    return workflow + "." + step;
  }
}
