package dev.tasker.tool;

import dev.tasker.api.task.StepState;
import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import dev.tasker.diagram.Diagram;
import dev.tasker.diagram.HtmlPage;
import dev.tasker.diagram.MermaidText;
import dev.tasker.diagram.SvgPicture;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TaskTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A workflow as a picture: that of a task which has not begun. */
final class TemplatePicture {

  private static final UUID NOBODY = new UUID(0, 0);

  private TemplatePicture() {}

  static String of(TaskTemplate template, DiagramCommand.Format format) {
    Diagram diagram = Diagram.of(task(template));
    return switch (format) {
      case mermaid -> MermaidText.of(diagram);
      case svg -> SvgPicture.of(diagram);
      case html -> HtmlPage.of(diagram);
    };
  }

  private static TaskView task(TaskTemplate template) {
    return new TaskView(
        NOBODY,
        template.key().namespace(),
        template.key().name(),
        template.key().version(),
        TaskState.PENDING,
        Map.of(),
        "",
        "",
        "",
        List.of(),
        0,
        List.of(),
        "",
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        template.steps().stream().map(TemplatePicture::step).toList());
  }

  private static StepView step(StepTemplate step) {
    return new StepView(
        NOBODY,
        NOBODY,
        step.name(),
        StepState.PENDING,
        step.dependentSystem(),
        step.dependsOn(),
        0,
        step.retryLimit(),
        step.retryable(),
        step.skippable(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
