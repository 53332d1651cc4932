package dev.tasker.template;

import java.util.function.Consumer;

/** A place where template files are found. */
interface TemplateFiles {

  /**
   * Hands over each file in an order that is the same everywhere. What cannot be read is handed
   * over as refused.
   */
  void forEach(Consumer<TemplateFile> found, Consumer<RefusedTemplate> unreadable);
}
