package dev.tasker.rest;

import dev.tasker.template.NearestName;
import java.util.Collection;
import java.util.TreeSet;

/** What to say of a name that does not exist. */
final class Unknown {

  private Unknown() {}

  /** Suggests the nearest known name, or lists them all. */
  static String hint(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "none is known here";
    }
    return NearestName.of(name, known)
        .map(nearest -> "did you mean \"" + nearest + "\"?")
        .orElseGet(() -> "known are " + String.join(", ", new TreeSet<>(known)));
  }
}
