package dev.tasker.rest;

import dev.tasker.api.task.TaskRequest;
import dev.tasker.task.AcceptedTask;
import dev.tasker.task.StoredTask;
import dev.tasker.task.TaskIntake;
import dev.tasker.task.TaskPage;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.List;

/** Starts many tasks at once. */
@Path("/tasks/batch")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class BatchResource {

  @Inject private TaskIntake intake;
  @Inject private TaskQueries queries;
  @Inject private RestConfig config;
  @Inject private Clock clock;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /** Starts all tasks or none: 201 with them, or 200 with the first ones of the same key. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response start(InputStream body) {
    Query.none(uri);
    List<TaskRequest> requests = TaskRequestReader.readAll(headers, body, config.batchLimit());
    List<AcceptedTask> accepted = intake.acceptAll(requests);
    boolean created = accepted.stream().allMatch(task -> task.stored().isPresent());
    List<TaskPage.Entry> listed =
        created
            ? accepted.stream()
                .flatMap(task -> task.stored().stream())
                .map(StoredTask::entry)
                .toList()
            : queries.listed(accepted.stream().map(AcceptedTask::taskId).toList());
    return Response.status(created ? Response.Status.CREATED : Response.Status.OK)
        .entity(new BatchDocument(TasksDocument.listed(listed, clock.instant())))
        .build();
  }
}
