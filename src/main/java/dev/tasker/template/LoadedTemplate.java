package dev.tasker.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A template ready for use: placeholders resolved, schema compiled. Holds secrets, so it never
 * prints itself. Immutable.
 */
public final class LoadedTemplate {

  private static final int SHORTEST_KEPT = 3;

  private final UUID templateId;
  private final TaskTemplate template;
  private final List<Map<String, Object>> configs;
  private final Map<String, String> secrets;
  private final ContextSchema schema;

  private LoadedTemplate(
      UUID templateId,
      TaskTemplate template,
      List<Map<String, Object>> configs,
      Map<String, String> secrets) {
    this.templateId = templateId;
    this.template = template;
    this.configs = configs;
    this.secrets = secrets;
    this.schema = ContextSchema.of(template.schema());
  }

  /**
   * Makes a template ready.
   *
   * @param templateId its id in the store
   * @throws UnresolvedPlaceholderException if a placeholder stands for nothing
   */
  static LoadedTemplate of(UUID templateId, TaskTemplate template, Placeholders placeholders) {
    Map<String, String> secrets = new TreeMap<>();
    template.steps().forEach(step -> secrets.putAll(placeholders.configured(step.handlerConfig())));
    return new LoadedTemplate(
        templateId,
        template,
        template.steps().stream().map(step -> placeholders.resolve(step.handlerConfig())).toList(),
        secrets);
  }

  /**
   * A text that may be stored and shown: where it quotes a value that was configured for a
   * placeholder, it shows the placeholder. Values of three characters and fewer are left, as they
   * would hit by chance.
   */
  public String withoutSecrets(String text) {
    String shown = text;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      if (secret.getValue().length() > SHORTEST_KEPT) {
        shown = shown.replace(secret.getValue(), "${" + secret.getKey() + "}");
      }
    }
    return shown;
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
