package dev.tasker.template;

/** A version of a template is known with other content. */
public final class VersionTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which, and what to do. */
  public VersionTakenException(TemplateKey key) {
    super(
        "the database has version "
            + key.version()
            + " of "
            + key.namespace()
            + "."
            + key.name()
            + " with other content: give the changed template a new version, or set"
            + " tasker.templates.replace=true");
  }
}
