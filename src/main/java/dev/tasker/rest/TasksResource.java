package dev.tasker.rest;

import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.TaskView;
import dev.tasker.api.task.Tasks;
import dev.tasker.task.AcceptedTask;
import dev.tasker.task.StoredTask;
import dev.tasker.task.TaskIntake;
import dev.tasker.task.TaskSearch;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;

/** Starts and lists tasks. */
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TasksResource {

  @Inject private TaskIntake intake;
  @Inject private Tasks tasks;
  @Inject private TaskSearch search;
  @Inject private RestConfig config;
  @Inject private Clock clock;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /**
   * Starts a task: 201 with the task as it was stored, or 200 with the first one of the same
   * idempotency key.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(InputStream body) {
    Query.none(uri);
    TaskRequest request = TaskRequestReader.read(headers, body, config.bodyLimit());
    AcceptedTask accepted = intake.accept(request);
    boolean created = accepted.stored().isPresent();
    Response.ResponseBuilder answer =
        created
            ? Response.created(
                uri.getAbsolutePathBuilder().path(accepted.taskId().toString()).build())
            : Response.ok();
    TaskView task = accepted.stored().map(StoredTask::view).orElseGet(() -> first(accepted));
    return answer.entity(TaskDocument.whole(task, clock.instant())).build();
  }

  /** Some of the tasks that meet the filters, the newest first unless asked otherwise. */
  @GET
  public TasksDocument list() {
    TaskListing listing = TaskListing.of(new Query(uri, TaskListing.PARAMETERS));
    return TasksDocument.of(search.find(listing.filter(), listing.part()), clock.instant());
  }

  private TaskView first(AcceptedTask accepted) {
    UUID taskId = accepted.taskId();
    return tasks.find(taskId).orElseThrow(() -> new TaskNotFoundException(taskId));
  }
}
