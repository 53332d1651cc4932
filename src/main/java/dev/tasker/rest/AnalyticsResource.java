package dev.tasker.rest;

import dev.tasker.analytics.Analytics;
import dev.tasker.analytics.Bottlenecks;
import dev.tasker.analytics.Performance;
import dev.tasker.analytics.Period;
import dev.tasker.analytics.Scope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows how tasks go, in figures. */
@Path("/analytics")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AnalyticsResource {

  private static final int LONGEST_NAME = 255;

  @Inject private Analytics analytics;
  @Context private UriInfo uri;

  /** How fast and how well tasks go. */
  @GET
  @Path("/performance")
  public Performance performance() {
    return analytics.performance(scope());
  }

  /** What slows tasks down. */
  @GET
  @Path("/bottlenecks")
  public Bottlenecks bottlenecks() {
    return analytics.bottlenecks(scope());
  }

  private Scope scope() {
    var query = new Query(uri, List.of("period", "namespace", "name", "version"));
    Map<String, Period> periods = new LinkedHashMap<>();
    for (Period period : Period.values()) {
      periods.put(period.word(), period);
    }
    Optional<Period> period =
        query.one(
            "period",
            word -> Optional.ofNullable(periods.get(word)),
            "one of " + String.join(", ", periods.keySet()));
    var scope =
        new Scope(
            period.orElse(Period.HOUR),
            query.text("namespace", LONGEST_NAME),
            query.text("name", LONGEST_NAME),
            query.text("version", LONGEST_NAME));
    query.check();
    return scope;
  }
}
