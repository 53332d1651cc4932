package dev.tasker.event;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs each committed change of a task or of a step that this node has made, if {@code
 * tasker.log.changes} is set; otherwise it costs nothing.
 */
@ApplicationScoped
public class ChangeLog implements EventListener {

  private static final Logger LOG = System.getLogger("dev.tasker.change");

  @Inject private LogConfig config;
  @Inject private StructuredLog log;
  @Inject private EventPublisher publisher;

  private boolean enabled;

  /** Begins to log, if that is wanted. */
  public void begin() {
    enabled = config.changes() && LOG.isLoggable(Level.INFO);
    if (enabled) {
      publisher.register(this);
    }
  }

  @Override
  public String title() {
    return "the log of changes";
  }

  @Override
  public boolean wants(String eventName) {
    return enabled;
  }

  @Override
  public boolean wantsChanges() {
    return enabled;
  }

  @Override
  public void on(WorkflowEvent event) {
    if (event instanceof TaskEvent || event instanceof StepEvent || event instanceof CustomEvent) {
      log.log(LOG, Level.INFO, "engine", "State changed", () -> fields(event));
    }
  }

  private static Map<String, @Nullable Object> fields(WorkflowEvent event) {
    Map<String, @Nullable Object> payload = EventDocuments.payload(event);
    boolean step = !(event instanceof TaskEvent);
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("event_type", event.name());
    fields.put("entity_type", step ? "step" : "task");
    fields.put("entity_id", payload.get(step ? "step_id" : "task_id"));
    fields.put("correlation_id", payload.remove("correlation_id"));
    fields.put("options", payload);
    return fields;
  }
}
