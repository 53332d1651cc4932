package dev.tasker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tasker.api.event.DeclaredEvent;
import dev.tasker.api.event.RegistryEvent.Kind;
import dev.tasker.api.event.StepEvent;
import dev.tasker.api.event.SubscribeTo;
import dev.tasker.api.event.TaskEvent;
import dev.tasker.api.event.WorkflowSubscriber;
import dev.tasker.event.EventTypes;
import dev.tasker.template.KnownHandlers;
import dev.tasker.template.Placeholders;
import dev.tasker.template.TemplateLimits;
import dev.tasker.template.TemplateParser;
import dev.tasker.template.TemplateProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for those who extend Tasker shows every refusal, in the words that they will see. */
class RefusalsDocumentedTest {

  private static final Path PAGE = Path.of("docs", "howto", "extend.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| .+ \\| (`+)(?!-)(.+)\\1 \\|$", Pattern.MULTILINE);

  @Test
  void everyRefusal_isShownAsItIsSaid() throws IOException {
    String shown = Files.readString(PAGE);

    assertThat(ROW.matcher(shown).results().map(RefusalsDocumentedTest::message))
        .containsExactlyElementsOf(said());
    assertThat(shown.replaceAll("\\s+", " "))
        .contains(
            SubscriberRegistry.refusal("com.example.Alerts", faults(Misspelt.class)).message());
  }

  private static String message(MatchResult row) {
    return row.group(2);
  }

  private static List<String> said() {
    return Stream.of(
            Stream.of(
                taken(),
                template("charge_crd", "there is none"),
                template("Charge", "there are two"),
                ExporterRegistry.refusal("com.example.Fancy", "my format").message()),
            Stream.of(
                    Nothing.class,
                    UnknownEvent.class,
                    NoMethod.class,
                    TwoMethods.class,
                    Hidden.class,
                    WrongParameter.class,
                    NoSubscription.class)
                .map(type -> String.join("; ", faults(type))),
            Stream.of(faults(Misspelt.class).get(1)),
            Stream.of("placed", "task.placed")
                .map(name -> DeclaredEvent.refusal(name).orElseThrow()))
        .flatMap(messages -> messages)
        .toList();
  }

  private static String taken() {
    var registry =
        new Registry<String>("step_handlers", Kind.HANDLER, Clock.systemUTC(), new SilentLog());
    registry.register(entry("com.example.ChargeCard"));
    return String.valueOf(
        catchThrowableOfType(
                RegistrationRefusedException.class,
                () -> registry.register(entry("com.example.ChargeCardAgain")))
            .getMessage());
  }

  private static Registry.Entry<String> entry(String className) {
    return new Registry.Entry<>("payments.charge_card", "a handler", className, Map.of());
  }

  private static String template(String handler, String why) {
    var parser =
        new TemplateParser(
            TemplateLimits.DEFAULT,
            new Handlers(),
            text -> Optional.empty(),
            new Placeholders(name -> Optional.empty()));
    String yaml = "name: order\nstep_templates:\n  - {name: a, handler_class: %s}\n";
    List<TemplateProblem> problems =
        parser.parse("order.yaml", yaml.formatted(handler), "test").problems();
    assertThat(problems).as(why).hasSize(1);
    return Registries.refusal(problems.stream().map(TemplateProblem::toString).toList()).message();
  }

  private static List<String> faults(Class<?> subscriber) {
    return SubscriberRoutes.of(subscriber, EventTypes.names()).faults();
  }

  /** One handler of a name, and two of another. */
  private static final class Handlers implements KnownHandlers {

    private final HandlerNames<Class<?>> ambiguous =
        new HandlerNames<>(List.of(First.Charge.class, Second.Charge.class), type -> type);

    @Override
    public boolean has(String name) {
      return name.equals("charge_card");
    }

    @Override
    public Collection<String> names() {
      return List.of("charge_card");
    }

    @Override
    public Optional<String> refusal(String name) {
      return ambiguous
          .refusal(name)
          .map(words -> words.replace(First.Charge.class.getName(), "com.example.a.Charge"))
          .map(words -> words.replace(Second.Charge.class.getName(), "com.example.b.Charge"));
    }

    @Override
    public KnownHandlers forTasks() {
      return this;
    }
  }

  private static final class First {
    private static final class Charge {}
  }

  private static final class Second {
    private static final class Charge {}
  }

  private static class Nothing implements WorkflowSubscriber {}

  @SubscribeTo("task.complete")
  private static class UnknownEvent implements WorkflowSubscriber {}

  @SubscribeTo("task.completed")
  private static class NoMethod implements WorkflowSubscriber {}

  @SubscribeTo("task.completed")
  static class TwoMethods implements WorkflowSubscriber {
    public void onTaskCompleted(TaskEvent.Completed event) {}

    public void handleTaskCompleted(TaskEvent.Completed event) {}
  }

  @SubscribeTo("task.completed")
  static class Hidden implements WorkflowSubscriber {
    void onTaskCompleted(TaskEvent.Completed event) {}
  }

  @SubscribeTo("task.completed")
  static class WrongParameter implements WorkflowSubscriber {
    public void onTaskCompleted(StepEvent.Failed event) {}
  }

  @SubscribeTo("task.completed")
  static class NoSubscription implements WorkflowSubscriber {
    public void onTaskCompleted(TaskEvent.Completed event) {}

    public void onTaskFailed(TaskEvent.Failed event) {}
  }

  @SubscribeTo("task.completed")
  static class Misspelt implements WorkflowSubscriber {
    public void onTaskComplete(TaskEvent.Completed event) {}
  }
}
