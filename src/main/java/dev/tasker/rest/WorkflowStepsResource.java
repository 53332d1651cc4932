package dev.tasker.rest;

import dev.tasker.api.task.StepNotFoundException;
import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.Tasks;
import dev.tasker.rest.ChangeReader.Resolution;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/** Shows the steps of a task, and lets an operator change and repair them. */
@Path("/tasks/{task_id}/workflow_steps")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkflowStepsResource {

  private static final String ACTOR = "api";

  @Inject private Tasks tasks;
  @Inject private TaskQueries queries;
  @Inject private BodyMembers bodies;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

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
    return step(Ids.task(taskId), Ids.step(stepId));
  }

  /** Changes the retry limit or the inputs of a step that has not ended. */
  @PATCH
  @Path("/{step_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public StepDocument change(
      @PathParam("task_id") String taskId, @PathParam("step_id") String stepId, InputStream body) {
    Query.none(uri);
    UUID task = Ids.task(taskId);
    UUID step = Ids.step(stepId);
    tasks.changeStep(task, step, ChangeReader.step(bodies.required(headers, body)), ACTOR);
    return step(task, step);
  }

  /** The same as PATCH: what is left out stays as it is. */
  @PUT
  @Path("/{step_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public StepDocument put(
      @PathParam("task_id") String taskId, @PathParam("step_id") String stepId, InputStream body) {
    return change(taskId, stepId, body);
  }

  /** Cancels a step; once more if it is cancelled already. */
  @DELETE
  @Path("/{step_id}")
  public StepDocument cancel(
      @PathParam("task_id") String taskId, @PathParam("step_id") String stepId) {
    String reason =
        ChangeReader.reason(new Query(uri, List.of("reason")), "cancelled over the API");
    UUID task = Ids.task(taskId);
    UUID step = Ids.step(stepId);
    tasks.cancelStep(task, step, ACTOR, reason);
    return step(task, step);
  }

  /** Runs a failed step again, with a fresh budget of attempts. */
  @POST
  @Path("/{step_id}/retry")
  public StepDocument retry(
      @PathParam("task_id") String taskId, @PathParam("step_id") String stepId, InputStream body) {
    Query.none(uri);
    UUID task = Ids.task(taskId);
    UUID step = Ids.step(stepId);
    String reason = ChangeReader.reason(bodies.optional(headers, body), "retried over the API");
    tasks.retryStep(task, step, ACTOR, reason);
    return step(task, step);
  }

  /** Declares a step done that is pending or in error. */
  @POST
  @Path("/{step_id}/resolve")
  public StepDocument resolve(
      @PathParam("task_id") String taskId, @PathParam("step_id") String stepId, InputStream body) {
    Query.none(uri);
    UUID task = Ids.task(taskId);
    UUID step = Ids.step(stepId);
    Resolution resolution = Resolution.of(bodies.optional(headers, body));
    tasks.resolveStep(task, step, resolution.results(), ACTOR, resolution.reason());
    return step(task, step);
  }

  private StepDocument step(UUID taskId, UUID stepId) {
    return queries
        .step(taskId, stepId)
        .map(StepDocument::of)
        .orElseThrow(() -> new StepNotFoundException(taskId, stepId));
  }
}
