package dev.tasker.rest;

import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.Tasks;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Shows, changes and cancels a task. */
@Path("/tasks/{task_id}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TaskResource {

  private static final String ACTOR = "api";

  @Inject private Tasks tasks;
  @Inject private TaskQueries queries;
  @Inject private BodyMembers bodies;
  @Inject private Clock clock;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /** A task with its steps, and how they depend on each other if that is asked for. */
  @GET
  public TaskDocument show(@PathParam("task_id") String taskId) {
    boolean graphIsWanted = DependenciesDocument.isWanted(uri);
    TaskDocument task = task(Ids.task(taskId));
    return graphIsWanted ? task.withDependencies() : task;
  }

  /** Changes the reason, the tags or the priority of a task. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  public TaskDocument change(@PathParam("task_id") String taskId, InputStream body) {
    Query.none(uri);
    UUID id = Ids.task(taskId);
    tasks.change(id, ChangeReader.task(bodies.required(headers, body)), ACTOR);
    return task(id);
  }

  /** The same as PATCH: what is left out stays as it is. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public TaskDocument put(@PathParam("task_id") String taskId, InputStream body) {
    return change(taskId, body);
  }

  /** Cancels a task; once more if it is cancelled already. */
  @DELETE
  public TaskDocument cancel(@PathParam("task_id") String taskId) {
    String reason =
        ChangeReader.reason(new Query(uri, List.of("reason")), "cancelled over the API");
    UUID id = Ids.task(taskId);
    tasks.cancel(id, ACTOR, reason);
    return task(id);
  }

  /** The audit trail of a task and its steps. */
  @GET
  @Path("/transitions")
  public TransitionsDocument transitions(@PathParam("task_id") String taskId) {
    Query.none(uri);
    UUID id = Ids.task(taskId);
    return new TransitionsDocument(
        queries.transitions(id).orElseThrow(() -> new TaskNotFoundException(id)).stream()
            .map(TransitionDocument::of)
            .toList());
  }

  private TaskDocument task(UUID taskId) {
    return TaskDocument.whole(
        tasks.find(taskId).orElseThrow(() -> new TaskNotFoundException(taskId)), clock.instant());
  }
}
