package dev.tasker.template;

import java.util.List;

/**
 * A step's configuration names values that are not configured. A template that is loaded from its
 * file has none of these; an older definition that a running task keeps may.
 */
public final class UnresolvedPlaceholderException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  UnresolvedPlaceholderException(List<String> names) {
    super(
        "The configuration has no value for "
            + String.join(", ", names)
            + ": set it, for instance as an environment variable, and start again");
  }
}
