package dev.tasker.template;

import static java.util.Objects.requireNonNull;

import dev.tasker.template.YamlNode.Entry;
import dev.tasker.template.YamlNode.Mapping;
import dev.tasker.template.YamlNode.Sequence;

/**
 * A place inside of a value.
 *
 * @param path how to get there from the value, to be put behind the value's own path
 * @param line where it stands
 */
record YamlPath(String path, int line) {

  /** Follows a JSON Pointer (RFC 6901) as far as it leads. */
  static YamlPath follow(YamlNode start, int startLine, String pointer) {
    YamlNode node = start;
    int line = startLine;
    var path = new StringBuilder();
    String[] steps = pointer.split("/", -1);
    for (int i = 1; i < steps.length; i++) {
      String step = JsonPlace.unescaped(steps[i]);
      if (node instanceof Mapping map && map.entries().containsKey(step)) {
        Entry entry = requireNonNull(map.entries().get(step));
        path.append('.').append(step);
        line = entry.line();
        node = entry.value();
      } else if (node instanceof Sequence list && JsonPlace.isIndex(step, list.items())) {
        path.append('[').append(step).append(']');
        node = list.items().get(Integer.parseInt(step));
        line = node.line();
      } else {
        break;
      }
    }
    return new YamlPath(path.toString(), line);
  }
}
