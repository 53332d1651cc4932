package dev.tasker.api.event;

import java.util.Collection;

/**
 * Declares events of the application's own in code; write one as a CDI bean. The other way is
 * {@code custom_events} of a step in a template.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class OrderEvents implements CustomEvents {
 *   public Collection<DeclaredEvent> declare() {
 *     return List.of(new DeclaredEvent("order.placed", "An order was placed."));
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CustomEvents {

  /** The events; asked for once, at start-up. */
  Collection<DeclaredEvent> declare();
}
