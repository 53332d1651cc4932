package dev.tasker.template;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A template ready for use: placeholders resolved, schema compiled. Holds secrets, so it never
 * prints itself. Immutable.
 */
public final class LoadedTemplate {

  private final UUID templateId;
  private final TaskTemplate template;
  private final List<Map<String, Object>> configs;
  private final ContextSchema schema;

  private LoadedTemplate(
      UUID templateId, TaskTemplate template, List<Map<String, Object>> configs) {
    this.templateId = templateId;
    this.template = template;
    this.configs = configs;
    this.schema = ContextSchema.of(template.schema());
  }

  /**
   * Makes a template ready.
   *
   * @param templateId its id in the store
   * @throws UnresolvedPlaceholderException if a placeholder stands for nothing
   */
  static LoadedTemplate of(UUID templateId, TaskTemplate template, Placeholders placeholders) {
    return new LoadedTemplate(
        templateId,
        template,
        template.steps().stream().map(step -> placeholders.resolve(step.handlerConfig())).toList());
  }

  /** The id under which it is stored; another one for each content. */
  public UUID templateId() {
    return templateId;
  }

  /** The template as it may be shown. */
  public TaskTemplate template() {
    return template;
  }

  /** A step's configuration, placeholders resolved, expressions untouched; holds secrets. */
  public Map<String, Object> config(int stepNo) {
    return configs.get(stepNo);
  }

  /** What a task's context must look like. */
  public ContextSchema contextSchema() {
    return schema;
  }

  @Override
  public String toString() {
    return template.key().toString();
  }
}
