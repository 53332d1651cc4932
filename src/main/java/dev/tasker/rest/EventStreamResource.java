package dev.tasker.rest;

import dev.tasker.api.event.EventDescription;
import dev.tasker.api.event.Events;
import dev.tasker.delivery.EventFilter;
import dev.tasker.delivery.EventStreams;
import dev.tasker.template.NearestName;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is committed, as server-sent events. */
@Path("/events/stream")
@RequestScoped
public class EventStreamResource {

  private static final String TASK = "task_id";
  private static final String NAME = "name";
  private static final int MOST = 100;

  @Inject private EventStreams streams;
  @Inject private Events events;
  @Context private UriInfo uri;

  /**
   * Sends events until the client goes: those after the last one that it knows, then those to come.
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @Context SseEventSink sink,
      @Context Sse sse,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
    EventFilter filter = filter();
    Optional<String> last = Optional.ofNullable(lastEventId).filter(id -> !id.isBlank());
    if (last.isPresent() && !EventStreams.isPlace(last.get())) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST,
          "Last-Event-ID is none that this stream has sent. Leave it out to begin with what comes.");
    }
    if (!streams.hasRoom()) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          "As many clients as tasker.streams.max allows read the stream of this node.");
    }
    streams.open(filter, last, new SseSink(sink, sse));
  }

  /** Answers what {@code GET} would, without opening a stream that nobody could read. */
  @HEAD
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response head() {
    filter();
    return Response.ok().type(MediaType.SERVER_SENT_EVENTS).build();
  }

  private EventFilter filter() {
    new Query(uri, List.of(TASK, NAME)).check();
    return new EventFilter(names(), tasks());
  }

  private List<String> names() {
    List<String> wanted = several(NAME);
    List<String> known = events.catalog().stream().map(EventDescription::name).toList();
    for (String name : wanted) {
      if (known.stream().noneMatch(event -> EventFilter.matches(name, event))) {
        throw new ProblemException(
            Problem.MALFORMED_REQUEST,
            "There is no event \"%s\"%s".formatted(name, NearestName.question(name, known)));
      }
    }
    return wanted;
  }

  private Set<UUID> tasks() {
    Set<UUID> tasks = new HashSet<>();
    for (String text : several(TASK)) {
      try {
        tasks.add(UUID.fromString(text));
      } catch (IllegalArgumentException e) {
        throw new ProblemException(
            Problem.MALFORMED_REQUEST, "\"" + text + "\" is not the id of a task: that is a UUID.");
      }
    }
    return tasks;
  }

  private List<String> several(String parameter) {
    List<String> values = uri.getQueryParameters().getOrDefault(parameter, List.of());
    if (values.size() > MOST) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST, parameter + " may be given " + MOST + " times at most.");
    }
    return values;
  }
}
