package dev.tasker.registry;

import dev.tasker.api.handler.StepContext;
import jakarta.enterprise.inject.Stereotype;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;

/** What {@code @Transactional} on a handler, or on a stereotype of it, asks for. */
final class TransactionRule {

  private static final Set<TxType> WITH_ONE =
      Set.of(TxType.REQUIRED, TxType.REQUIRES_NEW, TxType.MANDATORY);

  private TransactionRule() {}

  /** Whether the handler is to run in a transaction. */
  static boolean wantsOne(Class<?> handler) {
    return of(handler).filter(rule -> WITH_ONE.contains(rule.value())).isPresent();
  }

  /** The annotation that holds for the handler's method. */
  static Optional<Transactional> of(Class<?> handler) {
    return ofMethod(handler)
        .or(() -> Optional.ofNullable(handler.getAnnotation(Transactional.class)))
        .or(() -> ofStereotypes(handler.getAnnotations()));
  }

  private static Optional<Transactional> ofMethod(Class<?> handler) {
    try {
      return Optional.ofNullable(
          handler.getMethod("handle", StepContext.class).getAnnotation(Transactional.class));
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("Not a step handler: " + handler, e);
    }
  }

  private static Optional<Transactional> ofStereotypes(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (type.isAnnotationPresent(Stereotype.class)) {
        Optional<Transactional> found =
            Optional.ofNullable(type.getAnnotation(Transactional.class))
                .or(() -> ofStereotypes(type.getAnnotations()));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
