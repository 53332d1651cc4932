package dev.tasker.rest;

import dev.tasker.health.Health;
import dev.tasker.health.HealthReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether this node lives and can take work; needs no credentials. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HealthResource {

  @Inject private Health health;

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

  private static Response response(HealthReport report) {
    var never = new CacheControl();
    never.setNoStore(true);
    return Response.status(report.isUp() ? 200 : 503)
        .entity(HealthDocument.of(report))
        .cacheControl(never)
        .build();
  }
}
