package dev.tasker.template;

/**
 * A template as it is stored.
 *
 * @param key namespace, name and version
 * @param environment whose overlay is applied
 * @param checksum of the definition
 * @param definition JSON text, placeholders as written
 */
public record StoredTemplate(
    TemplateKey key, String environment, String checksum, String definition) {

  /** The template itself; its placeholders are not resolved. */
  public TaskTemplate template() {
    return TemplateDefinition.read(definition);
  }
}
