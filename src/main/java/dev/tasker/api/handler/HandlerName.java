package dev.tasker.api.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which step templates ({@code handler_class}) and task templates ({@code
 * task_handler_class}) find a handler. Without it a handler is known by its class name alone.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HandlerName {

  /** The name, for instance {@code payments.charge_card}; unique in the application. */
  String value();
}
