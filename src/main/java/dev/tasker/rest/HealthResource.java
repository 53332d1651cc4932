package dev.tasker.rest;

import dev.tasker.health.ClusterStatus;
import dev.tasker.health.Health;
import dev.tasker.health.HealthReport;
import dev.tasker.template.TemplateCatalog;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Whether this node lives and can take work; needs no credentials. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HealthResource {

  @Inject private Health health;
  @Inject private TemplateCatalog catalog;
  @Context private UriInfo uri;

  /** 200 as long as the server answers. */
  @GET
  @Path("/live")
  public Response live() {
    return response(health.live());
  }

  /** 200 if this node can take work, 503 if it cannot; the document says why. */
  @GET
  @Path("/ready")
  public Response ready() {
    return response(health.ready());
  }

  /** How the cluster is: tasks, backlog, nodes, database; 503 if the database does not answer. */
  @GET
  @Path("/status")
  public Response status() {
    Query.none(uri);
    Optional<ClusterStatus> cluster = health.cluster();
    return response(
        cluster.isPresent(),
        StatusDocument.of(cluster, catalog.all().size(), health.refusedTemplates()));
  }

  private static Response response(HealthReport report) {
    return response(report.isUp(), HealthDocument.of(report));
  }

  private static Response response(boolean up, Record document) {
    var never = new CacheControl();
    never.setNoStore(true);
    return Response.status(up ? 200 : 503).entity(document).cacheControl(never).build();
  }
}
