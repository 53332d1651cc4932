package dev.tasker.api.event;

/** The public names of event types, looked up once a type. */
final class EventNames extends ClassValue<String> {

  private static final EventNames NAMES = new EventNames();

  private EventNames() {}

  static String of(WorkflowEvent event) {
    return NAMES.get(event.getClass());
  }

  @Override
  protected String computeValue(Class<?> type) {
    EventName name = type.getAnnotation(EventName.class);
    if (name == null) {
      throw new IllegalStateException(type.getName() + " has no @EventName.");
    }
    return name.value()[0];
  }
}
