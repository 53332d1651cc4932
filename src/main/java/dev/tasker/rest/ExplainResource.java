package dev.tasker.rest;

import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.insight.Explanations;
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

/** Explains why a task is where it is. */
@Path("/tasks/{task_id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ExplainResource {

  @Inject private Explanations explanations;
  @Context private UriInfo uri;

  /** Why each step that has not ended is where it is. */
  @GET
  public ExplanationDocument explain(@PathParam("task_id") String taskId) {
    Query.none(uri);
    UUID id = Ids.task(taskId);
    return explanations
        .of(id)
        .map(ExplanationDocument::of)
        .orElseThrow(() -> new TaskNotFoundException(id));
  }
}
