package dev.tasker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnableWeld
class TransactionRuleTest {

  @WeldSetup
  WeldInitiator weld =
      WeldInitiator.of(
          StepHandlers.class, SilentLog.class, OnClass.class, Without.class, Later.class);

  @Inject StepHandlers handlers;

  @ParameterizedTest
  @ValueSource(
      classes = {
        OnClass.class,
        OnMethod.class,
        OnParent.class,
        OnStereotype.class,
        Mandatory.class
      })
  void handlerThatAsksForATransaction_getsOne(Class<?> handler) {
    assertThat(TransactionRule.wantsOne(handler)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(classes = {Without.class, NotSupported.class, MethodOverrides.class})
  void handlerThatDoesNot_getsNone(Class<?> handler) {
    assertThat(TransactionRule.wantsOne(handler)).isFalse();
  }

  @Test
  void handler_isBoundByItsRule() {
    assertThat(handlers.find("OnClass")).containsInstanceOf(BoundHandler.Transactional.class);
    assertThat(handlers.find("Without")).containsInstanceOf(BoundHandler.Blocking.class);
  }

  @Test
  void asynchronousHandler_isRefused_andItsNameSaysWhy() {
    assertThat(handlers.has("pay.later")).isFalse();
    assertThat(handlers.refusal("pay.later").orElseThrow())
        .contains("asynchronous and @Transactional", "implement StepHandler instead");
    assertThat(handlers.registry().rejections())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.id()).isEqualTo("pay.later"));
  }

  @ApplicationScoped
  @Transactional
  static class OnClass extends Without {}

  static class OnMethod implements StepHandler {
    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public StepResult handle(StepContext step) {
      return StepResult.empty();
    }
  }

  static class OnParent extends OnClass {}

  @Chosen
  static class OnStereotype extends Without {}

  @Transactional(TxType.MANDATORY)
  static class Mandatory extends Without {}

  @ApplicationScoped
  static class Without implements StepHandler {
    @Override
    public StepResult handle(StepContext step) {
      return StepResult.empty();
    }
  }

  @Transactional(TxType.NOT_SUPPORTED)
  static class NotSupported extends Without {}

  @Transactional
  static class MethodOverrides implements StepHandler {
    @Override
    @Transactional(TxType.NEVER)
    public StepResult handle(StepContext step) {
      return StepResult.empty();
    }
  }

  @HandlerName("pay.later")
  @Transactional
  @ApplicationScoped
  static class Later implements AsyncStepHandler {
    @Override
    public CompletionStage<StepResult> handle(StepContext step) {
      return CompletableFuture.completedStage(StepResult.empty());
    }
  }

  @Stereotype
  @Transactional
  @Retention(RetentionPolicy.RUNTIME)
  @interface Chosen {}
}
