package dev.tasker.api.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an event type is called outside of Java, and what the catalog says of it.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

  /**
   * The public name, for instance {@code task.completed}; several if the type stands for several.
   */
  String[] value();

  /** When it is fired, in one sentence. */
  String description();

  /** What in the engine fires it. */
  String firedBy();
}
