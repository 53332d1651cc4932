package dev.tasker.engine;

import dev.tasker.database.NamedStatement;
import dev.tasker.engine.Publications.Publication;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the successful attempts of a batch have published; of the others nobody is told.
 *
 * @param outcomes the place of the outcome, from 1, for each event
 * @param events in the order in which each attempt published them
 */
record PublishedEvents(List<Integer> outcomes, List<Publication> events) {

  private static final PublishedEvents NONE = new PublishedEvents(List.of(), List.of());

  static PublishedEvents of(List<Outcome> batch) {
    PublishedEvents found = NONE;
    for (int place = 0; place < batch.size(); place++) {
      Outcome outcome = batch.get(place);
      List<Publication> published = outcome.attempt().published();
      if (outcome.kind() == Outcome.Kind.SUCCESS && !published.isEmpty()) {
        if (found.isEmpty()) {
          found = new PublishedEvents(new ArrayList<>(), new ArrayList<>());
        }
        for (Publication event : published) {
          found.outcomes().add(place + 1);
          found.events().add(event);
        }
      }
    }
    return found;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** Sets the parameters of {@code commit_and_publish}, if there is something to publish. */
  void bind(NamedStatement statement) throws SQLException {
    if (!isEmpty()) {
      statement
          .setArray("event_outcome", "int4", outcomes.toArray())
          .setArray("event_name", "text", events.stream().map(Publication::name).toArray())
          .setArray("event_payload", "text", events.stream().map(Publication::payload).toArray());
    }
  }
}
