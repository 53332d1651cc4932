package dev.tasker.rest;

import java.util.List;

/** The steps of a task, in the order of its template. */
record StepsDocument(List<StepDocument> workflowSteps) {}
