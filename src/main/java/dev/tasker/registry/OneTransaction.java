package dev.tasker.registry;

import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.transaction.Transactional;
import java.lang.reflect.Method;

/**
 * Lets a handler that wants a transaction of its own have the engine's, which is for it alone: a
 * second one could not be committed together with the step's results.
 */
public class OneTransaction implements Extension {

  <T extends StepHandler> void join(@Observes ProcessAnnotatedType<T> type) {
    TransactionRule.of(type.getAnnotatedType().getJavaClass())
        .filter(rule -> rule.value() == Transactional.TxType.REQUIRES_NEW)
        .ifPresent(
            rule ->
                type.configureAnnotatedType()
                    .filterMethods(method -> isHandle(method.getJavaMember()))
                    .forEach(
                        method ->
                            method
                                .remove(old -> old.annotationType() == Transactional.class)
                                .add(new Joined(rule))));
  }

  private static boolean isHandle(Method method) {
    return method.getName().equals("handle")
        && method.getParameterCount() == 1
        && method.getParameterTypes()[0] == StepContext.class;
  }

  /** The same rule, but for whose transaction it is. */
  private static final class Joined extends AnnotationLiteral<Transactional>
      implements Transactional {

    private static final long serialVersionUID = 1L;

    private final transient Transactional rule;

    Joined(Transactional rule) {
      this.rule = rule;
    }

    @Override
    public TxType value() {
      return TxType.REQUIRED;
    }

    @Override
    @SuppressWarnings("rawtypes") // As the annotation has it.
    public Class[] rollbackOn() {
      return rule.rollbackOn();
    }

    @Override
    @SuppressWarnings("rawtypes") // As the annotation has it.
    public Class[] dontRollbackOn() {
      return rule.dontRollbackOn();
    }
  }
}
