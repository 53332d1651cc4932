package dev.tasker.event;

import dev.tasker.api.event.DeclaredEvent;
import java.util.Collection;

/** Knows events of the application's own that were declared somewhere. */
public interface CustomEventSource {

  /** The events, as they are declared now. */
  Collection<DeclaredEvent> events();

  /** Where they are declared, for the catalog. */
  String place();
}
