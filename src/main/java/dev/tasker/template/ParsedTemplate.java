package dev.tasker.template;

import java.util.List;
import java.util.Optional;

/**
 * What came of a template file.
 *
 * @param template present if and only if there is no problem
 * @param problems everything that is wrong, in the order of the file
 */
public record ParsedTemplate(Optional<TaskTemplate> template, List<TemplateProblem> problems) {

  /** Copies the problems. */
  public ParsedTemplate {
    problems = List.copyOf(problems);
  }
}
