package dev.tasker.rest;

import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** Shows the steps of a task. */
@Path("/tasks/{task_id}/workflow_steps")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkflowStepsResource {

  @Inject private TaskQueries queries;
  @Context private UriInfo uri;

  /** All steps of a task, in the order of its template. */
  @GET
  public StepsDocument list(@PathParam("task_id") String taskId) {
    Query.none(uri);
    UUID id = Ids.task(taskId);
    return new StepsDocument(
        queries.steps(id).orElseThrow(() -> new TaskNotFoundException(id)).stream()
            .map(StepDocument::of)
            .toList());
  }

  /** One step. */
  @GET
  @Path("/{step_id}")
  public StepDocument show(
      @PathParam("task_id") String taskId, @PathParam("step_id") String stepId) {
    Query.none(uri);
    return queries
        .step(Ids.task(taskId), Ids.step(stepId))
        .map(StepDocument::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "Task " + taskId + " has no step " + stepId + "."));
  }
}
