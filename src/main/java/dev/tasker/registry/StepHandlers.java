package dev.tasker.registry;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.tasker.api.event.RegistryEvent.Kind;
import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.HandlerName;
import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.TaskHandler;
import dev.tasker.template.ConfigCheck;
import dev.tasker.template.ConfigProblem;
import dev.tasker.template.KnownHandlers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The application's handlers, found by type among the CDI beans of the WAR and of the jars in it.
 *
 * <p>A handler is a bean class that implements {@link StepHandler}, {@link AsyncStepHandler} or
 * {@link TaskHandler}. One that comes from a producer method or field has no class of its own to be
 * named by: it is left out, with a warning. Thread-safe.
 */
@ApplicationScoped
public class StepHandlers implements KnownHandlers {

  private static final System.Logger LOG = System.getLogger(StepHandlers.class.getName());

  private final BeanManager manager;
  private final Registry<HandlerBean<?>> registry;
  private HandlerNames<HandlerBean<?>> steps =
      new HandlerNames<>(List.of(), HandlerBean::beanClass);
  private HandlerNames<HandlerBean<TaskHandler>> tasks =
      new HandlerNames<>(List.of(), HandlerBean::beanClass);
  private HandlerNames<HandlerBean<AsyncStepHandler>> refused =
      new HandlerNames<>(List.of(), HandlerBean::beanClass);
  private List<HandlerBean<?>> beans = List.of();

  @Inject
  StepHandlers(BeanManager manager, Clock clock, RegistryListener log) {
    this.manager = manager;
    this.registry = new Registry<>("step_handlers", Kind.HANDLER, clock, log);
  }

  /** For the client proxy alone. */
  @SuppressWarnings("NullAway")
  protected StepHandlers() {
    this.manager = null;
    this.registry = null;
  }

  @PostConstruct
  void discover() {
    var stepBeans = new ArrayList<HandlerBean<?>>();
    stepBeans.addAll(beansOf(StepHandler.class));
    var asynchronous = beansOf(AsyncStepHandler.class);
    var refusedBeans =
        asynchronous.stream().filter(bean -> TransactionRule.wantsOne(bean.beanClass())).toList();
    refusedBeans.forEach(this::refuse);
    refused = new HandlerNames<>(refusedBeans, HandlerBean::beanClass);
    asynchronous.removeAll(refusedBeans);
    stepBeans.addAll(asynchronous);
    var taskBeans = beansOf(TaskHandler.class);
    steps = new HandlerNames<>(stepBeans, HandlerBean::beanClass);
    tasks = new HandlerNames<>(taskBeans, HandlerBean::beanClass);
    beans = new ArrayList<>(stepBeans);
    beans.addAll(taskBeans);
    beans.forEach(this::register);
    LOG.log(
        INFO, "Step handlers found: {0}, task handlers: {1}.", stepBeans.size(), taskBeans.size());
  }

  /** What is registered by its name, and what was refused. */
  Registry<?> registry() {
    return registry;
  }

  private void refuse(HandlerBean<?> bean) {
    registry.reject(name(bean), bean.beanClass().getName(), noTransaction(name(bean)));
  }

  private static Refusal noTransaction(String name) {
    return new Refusal(
        "\"%s\" is asynchronous and @Transactional: its transaction would end when the method returns, before the step's work is done."
            .formatted(name),
        "a transaction on one thread from the begin to the end of the work.",
        "implement StepHandler instead of AsyncStepHandler, or take @Transactional off and put it on"
            + " the bean that does the writing.");
  }

  private static String name(HandlerBean<?> bean) {
    HandlerName named = bean.beanClass().getAnnotation(HandlerName.class);
    return named == null ? bean.beanClass().getName() : named.value();
  }

  private void register(HandlerBean<?> bean) {
    Class<?> type = bean.beanClass();
    boolean ofTasks = TaskHandler.class.isAssignableFrom(type);
    String id = (ofTasks ? "task:" : "") + name(bean);
    var options = Map.<String, Object>of("handles", ofTasks ? "tasks" : "steps");
    try {
      registry.register(new Registry.Entry<>(id, bean, type.getName(), options));
    } catch (RegistrationRefusedException e) {
      // It is on record and in the log; a template that uses the name is refused.
      LOG.log(System.Logger.Level.DEBUG, "A handler's name is taken.", e);
    }
  }

  @PreDestroy
  void release() {
    beans.forEach(HandlerBean::close);
  }

  /**
   * The step handler that the name stands for.
   *
   * @param name what a template writes as {@code handler_class}
   * @return empty if this application has no such handler
   * @throws PermanentStepException if several handlers answer to the name; says what to do
   */
  public Optional<BoundHandler> find(String name) {
    return resolve(steps, name).map(StepHandlers::bind);
  }

  /**
   * The task handler that the name stands for.
   *
   * @param name what a template writes as {@code task_handler_class}, behind its {@code
   *     module_namespace} and {@code ::} if it has one
   * @return empty if this application has no such handler
   * @throws PermanentStepException if several handlers answer to the name; says what to do
   */
  public Optional<TaskHandler> taskHandler(String name) {
    return resolve(tasks, name).map(HandlerBean::reference);
  }

  @Override
  public boolean has(String name) {
    return steps.find(name).isPresent();
  }

  @Override
  public Collection<String> names() {
    return steps.all();
  }

  @Override
  public Optional<String> refusal(String name) {
    return steps
        .refusal(name)
        .or(() -> refused.find(name).map(bean -> noTransaction(name(bean)).message()));
  }

  @Override
  public List<ConfigProblem> problems(String name, Map<String, Object> config) {
    return steps
        .find(name)
        .filter(bean -> ConfigCheck.class.isAssignableFrom(bean.beanClass()))
        .map(bean -> ((ConfigCheck) bean.reference()).problems(config))
        .orElse(List.of());
  }

  @Override
  public KnownHandlers forTasks() {
    return new TaskHandlerNames(tasks);
  }

  /** The names that task handlers answer to. */
  private record TaskHandlerNames(HandlerNames<HandlerBean<TaskHandler>> known)
      implements KnownHandlers {

    @Override
    public boolean has(String name) {
      return known.find(name).isPresent();
    }

    @Override
    public Collection<String> names() {
      return known.all();
    }

    @Override
    public Optional<String> refusal(String name) {
      return known.refusal(name);
    }

    @Override
    public KnownHandlers forTasks() {
      return this;
    }
  }

  private static BoundHandler bind(HandlerBean<?> bean) {
    Object reference = bean.reference();
    Class<?> type = bean.beanClass();
    if (reference instanceof StepHandler blocking) {
      return TransactionRule.wantsOne(type)
          ? new BoundHandler.Transactional(blocking, type)
          : new BoundHandler.Blocking(blocking, type);
    }
    return new BoundHandler.Asynchronous((AsyncStepHandler) reference, type);
  }

  private static <T> Optional<T> resolve(HandlerNames<T> handlers, String name) {
    handlers
        .refusal(name)
        .ifPresent(
            refusal -> {
              throw new PermanentStepException(refusal, StepFailure.code("ambiguous_handler"));
            });
    return handlers.find(name);
  }

  private <T> List<HandlerBean<T>> beansOf(Class<T> type) {
    var found = new ArrayList<HandlerBean<T>>();
    for (Bean<?> bean : manager.getBeans(type, Any.Literal.INSTANCE)) {
      if (type.isAssignableFrom(bean.getBeanClass())) {
        found.add(new HandlerBean<>(type, bean, manager));
      } else {
        LOG.log(
            WARNING,
            "A {0} produced in {1} is left out: make it a bean class of its own, since templates"
                + " name handlers by class or by @HandlerName.",
            type.getSimpleName(),
            bean.getBeanClass().getName());
      }
    }
    return found;
  }
}
