package dev.tasker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepContext;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.StepResult;
import dev.tasker.api.handler.TaskHandler;
import dev.tasker.template.ConfigCheck;
import dev.tasker.template.ConfigProblem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class StepHandlersTest {

  private static final AtomicInteger DESTROYED = new AtomicInteger();

  @WeldSetup
  WeldInitiator weld =
      WeldInitiator.of(
          StepHandlers.class,
          SilentLog.class,
          Catalogue.class,
          FetchCart.class,
          CountCalls.class,
          SlowQuote.class,
          Orders.class,
          Factory.class,
          ShopA.Notify.class,
          ShopB.Notify.class);

  @Inject StepHandlers handlers;

  @Test
  void scopedHandler_isCalledWithItsInjection() throws Exception {
    var bound = (BoundHandler.Blocking) handlers.find("shop.fetch_cart").orElseThrow();

    assertThat(bound.beanClass()).isEqualTo(FetchCart.class);
    assertThat(bound.handler().handle(null).results()).containsEntry("cart", "from the catalogue");
  }

  @Test
  void dependentHandler_isCreatedOnce() throws Exception {
    for (int call = 1; call <= 3; call++) {
      var bound = (BoundHandler.Blocking) handlers.find("CountCalls").orElseThrow();
      assertThat(bound.handler().handle(null).results()).containsEntry("calls", call);
    }
  }

  @Test
  void dependentHandler_isDestroyedWithTheRegistry() {
    DESTROYED.set(0);
    handlers.find("CountCalls").orElseThrow();

    weld.shutdown();

    assertThat(DESTROYED).hasValue(1);
  }

  @Test
  void asynchronousHandler_isBoundAsSuch() {
    assertThat(handlers.find("Shop::SlowQuote"))
        .containsInstanceOf(BoundHandler.Asynchronous.class);
  }

  @Test
  void taskHandler_isFoundBehindItsModule() {
    assertThat(handlers.taskHandler("ApiTask::Orders")).isPresent();
    assertThat(handlers.taskHandler("FetchCart")).isEmpty();
    assertThat(handlers.has("Orders")).isFalse();
  }

  @Test
  void producedHandler_isLeftOut() {
    assertThat(handlers.has("Factory")).isFalse();
    assertThat(handlers.names()).noneMatch(name -> name.contains("Factory"));
  }

  @Test
  void handlerThatChecksItsConfiguration_isAsked() {
    assertThat(handlers.problems("SlowQuote", Map.of("a", 1L)))
        .containsExactly(ConfigProblem.at("is asked for", "a"));
    assertThat(handlers.problems("FetchCart", Map.of("a", 1L))).isEmpty();
    assertThat(handlers.problems("nobody", Map.of("a", 1L))).isEmpty();
  }

  @Test
  void unknownName_findsNothing() {
    assertThat(handlers.find("shop.fetch_card")).isEmpty();
    assertThat(handlers.has("shop.fetch_card")).isFalse();
  }

  @Test
  void nameOfTwoHandlers_isRefused() {
    assertThat(handlers.has("Notify")).isFalse();
    assertThat(handlers.refusal("Notify")).isPresent();
    assertThatThrownBy(() -> handlers.find("Notify"))
        .isInstanceOf(PermanentStepException.class)
        .hasMessageContaining("qualified class name");
  }

  @ApplicationScoped
  static class Catalogue {
    String cart() {
      return "from the catalogue";
    }
  }

  @HandlerName("shop.fetch_cart")
  @ApplicationScoped
  static class FetchCart implements StepHandler {
    @Inject Catalogue catalogue;

    @Override
    public StepResult handle(StepContext step) {
      return StepResult.of("cart", catalogue.cart());
    }
  }

  @Dependent
  static class CountCalls implements StepHandler {
    private int calls;

    @Override
    public StepResult handle(StepContext step) {
      return StepResult.of("calls", ++calls);
    }

    @PreDestroy
    void destroyed() {
      DESTROYED.incrementAndGet();
    }
  }

  @ApplicationScoped
  static class SlowQuote implements AsyncStepHandler, ConfigCheck {
    @Override
    public List<ConfigProblem> problems(Map<String, Object> config) {
      return config.keySet().stream().map(key -> ConfigProblem.at("is asked for", key)).toList();
    }

    @Override
    public CompletionStage<StepResult> handle(StepContext step) {
      return CompletableFuture.completedStage(StepResult.empty());
    }
  }

  @ApplicationScoped
  static class Orders implements TaskHandler {}

  @ApplicationScoped
  static class Factory {
    @Produces
    StepHandler produced() {
      return step -> StepResult.empty();
    }
  }

  static class ShopA {
    @ApplicationScoped
    static class Notify implements StepHandler {
      @Override
      public StepResult handle(StepContext step) {
        return StepResult.of("from", "a");
      }
    }
  }

  static class ShopB {
    @ApplicationScoped
    static class Notify implements StepHandler {
      @Override
      public StepResult handle(StepContext step) {
        return StepResult.of("from", "b");
      }
    }
  }
}
