package dev.tasker.event;

import dev.tasker.api.event.CustomEvents;
import dev.tasker.api.event.DeclaredEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events that {@link CustomEvents} beans declare. Thread-safe. */
@ApplicationScoped
public class CodeEvents implements CustomEventSource {

  private static final Logger LOG = System.getLogger(CodeEvents.class.getName());

  @Inject @Any private Instance<CustomEvents> declarations;

  private volatile @Nullable Map<String, DeclaredEvent> known;

  @Override
  public Collection<DeclaredEvent> events() {
    return byName().values();
  }

  /** Whether an event of that name is declared in code. */
  public boolean has(String name) {
    return byName().containsKey(name);
  }

  @Override
  public String place() {
    return "code";
  }

  private Map<String, DeclaredEvent> byName() {
    Map<String, DeclaredEvent> declared = known;
    if (declared == null) {
      declared = declared();
      known = declared;
    }
    return declared;
  }

  private Map<String, DeclaredEvent> declared() {
    Map<String, DeclaredEvent> declared = new TreeMap<>();
    for (CustomEvents beans : declarations) {
      try {
        beans.declare().forEach(event -> declared.put(event.name(), event));
      } catch (RuntimeException e) {
        LOG.log(
            Level.ERROR,
            "Events that the application declares in code are not known, as declaring them failed;"
                + " steps that publish them will fail.",
            e);
      }
    }
    return declared;
  }
}
