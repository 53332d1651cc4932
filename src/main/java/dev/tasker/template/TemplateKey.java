package dev.tasker.template;

/**
 * What identifies a task template.
 *
 * @param namespace default {@code default}
 * @param name may hold {@code /}, {@code _}, {@code -} and {@code .}
 * @param version a semantic version 2.0
 */
public record TemplateKey(String namespace, String name, String version) {

  @Override
  public String toString() {
    return namespace + "." + name + "@" + version;
  }
}
