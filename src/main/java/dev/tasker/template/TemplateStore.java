package dev.tasker.template;

import java.util.Optional;
import java.util.UUID;

/** Keeps the templates that were loaded, so that running tasks keep their definition. */
public interface TemplateStore {

  /**
   * Keeps a template as the current content of its version in its environment.
   *
   * @param replace whether it may take the place of other content
   * @return the id of that content; the same whenever it is kept again
   * @throws VersionTakenException if the version has other content and may not be replaced
   */
  UUID keep(StoredTemplate template, boolean replace);

  /** The content of that id, current or not. */
  Optional<StoredTemplate> find(UUID templateId);
}
