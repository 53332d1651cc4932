package dev.tasker.rest;

import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.Tasks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;

/** Lets a task go on whose steps have failed for good. */
@Path("/tasks/{task_id}/retry")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TaskRetryResource {

  @Inject private Tasks tasks;
  @Inject private BodyMembers bodies;
  @Inject private Clock clock;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /** Runs all steps again that failed for good. */
  @POST
  public TaskDocument retry(@PathParam("task_id") String taskId, InputStream body) {
    Query.none(uri);
    UUID id = Ids.task(taskId);
    String reason = ChangeReader.reason(bodies.optional(headers, body), "retried over the API");
    tasks.retry(id, "api", reason);
    return TaskDocument.whole(
        tasks.find(id).orElseThrow(() -> new TaskNotFoundException(id)), clock.instant());
  }
}
