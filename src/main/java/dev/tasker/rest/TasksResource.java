package dev.tasker.rest;

import dev.tasker.api.task.StartedTask;
import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.api.task.Tasks;
import dev.tasker.task.TaskPage;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Starts, lists, shows and cancels tasks. */
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TasksResource {

  private static final int LONGEST_REASON = 1000;

  @Inject private Tasks tasks;
  @Inject private TaskQueries queries;
  @Inject private RestConfig config;
  @Inject private Clock clock;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /** Starts a task: 201 with the task, or 200 with the first one of the same idempotency key. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(InputStream body) {
    Query.none(uri);
    TaskRequest request = TaskRequestReader.read(headers, body, config.maxBodySize());
    StartedTask started = tasks.start(request);
    Response.ResponseBuilder answer =
        started.created()
            ? Response.created(
                uri.getAbsolutePathBuilder().path(started.taskId().toString()).build())
            : Response.ok();
    return answer.entity(task(started.taskId())).build();
  }

  /** Some tasks, the newest first. */
  @GET
  public TasksDocument list() {
    TaskPage page = TaskListing.of(new Query(uri, TaskListing.PARAMETERS)).read(queries);
    var listed =
        page.tasks().stream()
            .map(entry -> TaskDocument.listed(entry.task(), entry.steps(), clock.instant()))
            .toList();
    return new TasksDocument(
        listed, page.more() ? new Cursor(listed.get(listed.size() - 1).taskId()).text() : null);
  }

  /** A task with its steps, and how they depend on each other if that is asked for. */
  @GET
  @Path("/{task_id}")
  public TaskDocument show(@PathParam("task_id") String taskId) {
    boolean graphIsWanted = DependenciesDocument.isWanted(uri);
    TaskDocument task = task(Ids.task(taskId));
    return graphIsWanted ? task.withDependencies() : task;
  }

  /** Cancels a task; once more if it is cancelled already. */
  @DELETE
  @Path("/{task_id}")
  public TaskDocument cancel(@PathParam("task_id") String taskId) {
    var query = new Query(uri, List.of("reason"));
    Optional<String> reason = query.text("reason", LONGEST_REASON);
    query.check();
    UUID id = Ids.task(taskId);
    tasks.cancel(id, "api", reason.orElse("cancelled over the API"));
    return task(id);
  }

  /** The audit trail of a task and its steps. */
  @GET
  @Path("/{task_id}/transitions")
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
