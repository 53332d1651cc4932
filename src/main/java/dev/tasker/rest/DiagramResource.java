package dev.tasker.rest;

import dev.tasker.api.task.TaskNotFoundException;
import dev.tasker.api.task.TaskView;
import dev.tasker.diagram.Diagram;
import dev.tasker.diagram.HtmlPage;
import dev.tasker.diagram.MermaidText;
import dev.tasker.diagram.SvgPicture;
import dev.tasker.task.TaskQueries;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/** Shows a task as a picture. */
@Path("/tasks/{task_id}/diagram")
@RequestScoped
public class DiagramResource {

  @Inject private TaskQueries queries;
  @Context private UriInfo uri;
  @Context private HttpHeaders headers;

  /** The steps of a task and their states, in the form that is asked for or accepted. */
  @GET
  public Response diagram(@PathParam("task_id") String taskId) {
    DiagramFormat format =
        DiagramFormat.wanted(new Query(uri, List.of("format")), headers.getAcceptableMediaTypes());
    UUID id = Ids.task(taskId);
    TaskView task = queries.find(id).orElseThrow(() -> new TaskNotFoundException(id));
    return Response.ok(entity(id, Diagram.of(task), format), format.mediaType())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private static Object entity(UUID taskId, Diagram diagram, DiagramFormat format) {
    return switch (format) {
      case MERMAID -> MermaidText.of(diagram);
      case JSON -> DiagramDocument.of(taskId, diagram);
      case SVG -> SvgPicture.of(diagram);
      case HTML -> HtmlPage.of(diagram);
    };
  }
}
