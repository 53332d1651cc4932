package dev.tasker.registry;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.StepHandler;

/** A step handler of the application, ready to be called from any thread. */
public sealed interface BoundHandler {

  /** The class that the application's developer wrote; its annotations can be read here. */
  Class<?> beanClass();

  /**
   * Holds a thread until the work is done, outside of any transaction.
   *
   * @param handler the contextual reference: interceptors and scopes apply to each call
   * @param beanClass the class behind it
   */
  record Blocking(StepHandler handler, Class<?> beanClass) implements BoundHandler {}

  /**
   * As the one above, in a transaction that commits what the handler writes together with its
   * results, or neither.
   *
   * @param handler the contextual reference: interceptors and scopes apply to each call
   * @param beanClass the class behind it
   */
  record Transactional(StepHandler handler, Class<?> beanClass) implements BoundHandler {}

  /**
   * Holds no thread while it waits.
   *
   * @param handler the contextual reference: interceptors and scopes apply to each call
   * @param beanClass the class behind it
   */
  record Asynchronous(AsyncStepHandler handler, Class<?> beanClass) implements BoundHandler {}
}
