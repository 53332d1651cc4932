package dev.tasker.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects what is wrong with one file. The same problem twice is one problem; after {@value #MAX}
 * of them it only notes that there are more, so that a hostile file cannot fill the memory.
 */
final class Problems {

  static final int MAX = 200;

  private final String file;
  private final Set<TemplateProblem> found = new LinkedHashSet<>();
  private boolean more;

  Problems(String file) {
    this.file = file;
  }

  void add(int line, String path, String message) {
    if (found.size() < MAX) {
      found.add(new TemplateProblem(file, line, path, message));
    } else {
      more = true;
    }
  }

  /** Adds a problem whose message is only made if it is kept. */
  void add(int line, String path, Supplier<String> message) {
    add(line, path, found.size() < MAX ? message.get() : "");
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them in the order of the file. */
  List<TemplateProblem> all() {
    var all = new ArrayList<>(found);
    all.sort(Comparator.comparingInt(TemplateProblem::line));
    if (more) {
      all.add(
          new TemplateProblem(file, 0, "", "more is wrong than the " + MAX + " problems above"));
    }
    return List.copyOf(all);
  }
}
