package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the generators write compiles, and its tests pass. */
class GenerateCommandTest {

  @TempDir Path place;

  private Path project = Path.of("");

  @BeforeEach
  void chooseAFolder() {
    project = place.resolve("my-orders");
  }

  @Test
  void everythingGenerated_compiles_andItsTestsPass() throws Exception {
    var generated =
        GeneratedProject.make(
            project,
            "generate task-handler order --namespace shop --steps reserve,charge-card,ship",
            "generate step-handler refund --namespace shop",
            "generate subscriber alerts --events"
                + " task.completed,task.failed,step.failed,step.retry_scheduled,workflow.steps_ready,"
                + "workflow.task_blocked,observability.slow_operation,handler.registered,order.placed");
    generated.jar();
    SummaryGeneratingListener summary = run(generated.testClasses());

    assertThat(summary.getSummary().getFailures()).isEmpty();
    assertThat(summary.getSummary().getTestsSucceededCount()).isGreaterThanOrEqualTo(16);
  }

  @Test
  void generatedWorkflows_areValid_withTheGeneratedHandlers() throws Exception {
    Path jar =
        GeneratedProject.make(
                project, "generate task-handler order --namespace shop --steps reserve,ship")
            .jar();
    var console =
        GeneratedProject.run(
            place,
            "validate",
            project.resolve("src/main/resources/tasker/tasks").toString(),
            "--lib",
            jar.toString());
    assertThat(console.out()).contains("2 checked, all good.");
  }

  @Test
  void workflow_isDrawn() throws Exception {
    GeneratedProject.make(project);
    String file =
        project.resolve("src/main/resources/tasker/tasks/my-orders/hello.yaml").toString();
    assertThat(GeneratedProject.run(place, "diagram", file).out()).contains("greet", "part", "-->");
    assertThat(GeneratedProject.run(place, "diagram", file, "--format", "svg").out())
        .contains("<svg", "greet");
  }

  @Test
  void mistakes_areToldAsTheServerTellsThem() throws Exception {
    Path file =
        Files.writeString(
            place.resolve("bad.yaml"),
            """
            name: bad
            step_templates:
              - {name: a, handlr_class: x}
              - {name: b, handler_class: x, depends_on_step: c}
            """);
    var console = new CapturedConsole();
    int code =
        Main.commandLine(new Installation(place), console.console())
            .execute("validate", file.toString());

    assertThat(code).isEqualTo(ExitCode.FILES_REFUSED.number());
    assertThat(console.err())
        .contains(file + ":3:", "did you mean 'handler_class'?", file + ":4:", "'c'");
    assertThat(console.out()).contains("1 checked,");
  }

  @Test
  void unknownHandler_isToldOnlyIfTheHandlersAreGiven() throws Exception {
    Path jar = GeneratedProject.make(project).jar();
    Path file =
        Files.writeString(
            place.resolve("greets.yaml"),
            "name: greets\nstep_templates: [{name: a, handler_class: my-orders.hello.gret}]\n");
    assertThat(GeneratedProject.run(place, "validate", file.toString()).out()).contains("all good");

    var console = new CapturedConsole();
    int code =
        Main.commandLine(new Installation(place), console.console())
            .execute("validate", file.toString(), "--lib", jar.toString());
    assertThat(code).isEqualTo(ExitCode.FILES_REFUSED.number());
    assertThat(console.err()).contains("did you mean 'my-orders.hello.greet'?");
  }

  @Test
  void fileThatIsThere_isNotOverwritten_andNothingIsWritten() throws Exception {
    GeneratedProject.make(project, "generate step-handler refund");
    var console = new CapturedConsole();
    int code =
        Main.commandLine(new Installation(place), console.console())
            .execute("generate", "step-handler", "refund", "--project", project.toString());
    assertThat(code).isEqualTo(ExitCode.FILES_REFUSED.number());
    assertThat(console.err()).contains("is there already; nothing was written");
  }

  @Test
  void badNames_areRefusedWithWhatIsMeant() {
    assertThat(refusal("generate", "subscriber", "alerts", "--events", "task.complete"))
        .contains("did you mean 'task.completed'?");
    assertThat(refusal("generate", "step-handler", "9lives")).contains("begins with a letter");
    assertThat(refusal("generate", "step-handler", "x", "--package", "My.Package"))
        .contains("is no Java package");
    assertThat(refusal("generate")).contains("task-handler, step-handler or subscriber");
  }

  private String refusal(String... arguments) {
    var console = new CapturedConsole();
    int code = Main.commandLine(new Installation(place), console.console()).execute(arguments);
    assertThat(code).isEqualTo(ExitCode.USAGE.number());
    return console.err();
  }

  private SummaryGeneratingListener run(Path tests) throws Exception {
    URL[] urls = {tests.toUri().toURL(), project.resolve("target/classes").toUri().toURL()};
    var summary = new SummaryGeneratingListener();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (var loader = new URLClassLoader(urls, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selectClasspathRoots(Set.of(tests)))
              .filters(EngineFilter.includeEngines("junit-jupiter"))
              .build();
      // No listeners of the surrounding run: they start servers.
      Launcher launcher =
          LauncherFactory.create(
              LauncherConfig.builder()
                  .enableLauncherSessionListenerAutoRegistration(false)
                  .enableTestExecutionListenerAutoRegistration(false)
                  .build());
      launcher.execute(request, summary);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    return summary;
  }
}
