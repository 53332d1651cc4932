package dev.tasker.registry;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/**
 * A handler bean and the one reference to it. The reference is made at the first call, so that a
 * handler that cannot be created fails its own steps alone; a dependent bean lives as long as this.
 *
 * @param <T> the interface that the handler is called by
 */
final class HandlerBean<T> implements AutoCloseable {

  private final Class<T> type;
  private final Bean<?> bean;
  private final BeanManager manager;
  private @Nullable CreationalContext<?> creation;
  private @Nullable T reference;

  HandlerBean(Class<T> type, Bean<?> bean, BeanManager manager) {
    this.type = type;
    this.bean = bean;
    this.manager = manager;
  }

  Class<?> beanClass() {
    return bean.getBeanClass();
  }

  synchronized T reference() {
    T known = reference;
    if (known == null) {
      var fresh = manager.createCreationalContext(bean);
      known = type.cast(manager.getReference(bean, type, fresh));
      creation = fresh;
      reference = known;
    }
    return known;
  }

  /** Destroys what the reference holds alone, which is the handler itself if it is dependent. */
  @Override
  public synchronized void close() {
    if (creation != null) {
      creation.release();
      creation = null;
      reference = null;
    }
  }
}
