package dev.tasker.template;

/**
 * One thing that is wrong with a template file.
 *
 * @param file the file as it was named to the parser
 * @param line from 1; 0 if no line can be told
 * @param path the keys that lead there, for instance {@code step_templates[pay].timeout}; empty for
 *     the whole file
 * @param message what is wrong, and what was meant or what to do
 */
public record TemplateProblem(String file, int line, String path, String message) {

  /** {@code file:line: path: message}, without the parts that are not known. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message;
  }
}
