package dev.tasker.rest;

import dev.tasker.api.event.EventDescription;
import dev.tasker.api.event.Events;
import dev.tasker.template.NearestName;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The catalog of events. */
@Path("/events")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EventsResource {

  @Inject private Events events;
  @Context private UriInfo uri;

  /** Every event that this node knows. */
  @GET
  public EventsDocument list() {
    Query.none(uri);
    return new EventsDocument(events.catalog());
  }

  /** One event. */
  @GET
  @Path("/{event_name}")
  public EventDescription show(@PathParam("event_name") String name) {
    Query.none(uri);
    return events
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND,
                    "There is no event \"" + name + "\"" + NearestName.question(name, names())));
  }

  private List<String> names() {
    return events.catalog().stream().map(EventDescription::name).toList();
  }
}
