package dev.tasker.registry;

import dev.tasker.api.event.DeclaredEvent;
import dev.tasker.event.CustomEventSource;
import dev.tasker.template.TemplateCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The events that task templates declare as {@code custom_events}. */
@ApplicationScoped
class TemplateEvents implements CustomEventSource {

  @Inject private TemplateCatalog catalog;

  @Override
  public Collection<DeclaredEvent> events() {
    Map<String, DeclaredEvent> declared = new TreeMap<>();
    catalog.all().stream()
        .flatMap(loaded -> loaded.template().steps().stream())
        .flatMap(step -> step.customEvents().stream())
        .forEach(
            event ->
                declared.putIfAbsent(
                    event.name(), new DeclaredEvent(event.name(), event.description())));
    return declared.values();
  }

  @Override
  public String place() {
    return "task templates";
  }
}
