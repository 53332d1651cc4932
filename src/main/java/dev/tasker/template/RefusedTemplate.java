package dev.tasker.template;

import java.util.List;

/**
 * A template file that was not loaded.
 *
 * @param file where it is
 * @param problems everything that is wrong with it, ready to be shown
 */
public record RefusedTemplate(String file, List<String> problems) {

  /** Copies the problems. */
  public RefusedTemplate {
    problems = List.copyOf(problems);
  }

  static RefusedTemplate of(String file, String problem) {
    return new RefusedTemplate(file, List.of(file + ": " + problem));
  }
}
