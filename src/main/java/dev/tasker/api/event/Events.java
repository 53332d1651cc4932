package dev.tasker.api.event;

import java.util.List;
import java.util.Optional;

/**
 * The catalog of all events that this node knows: the engine's, and those that templates and the
 * application declare. Inject it; it is thread-safe.
 *
 * @since 0.1
 */
public interface Events {

  /** Every event, by name. */
  List<EventDescription> catalog();

  /** The event of that name. */
  Optional<EventDescription> find(String name);
}
