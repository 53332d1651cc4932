package dev.tasker.template;

import dev.tasker.template.YamlNode.Entry;
import dev.tasker.template.YamlNode.Mapping;
import dev.tasker.template.YamlNode.Scalar;
import dev.tasker.template.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns composed YAML into our own nodes: aliases and merge keys written out, keys unique, tags
 * plain. What is wrong goes to the problems, and something harmless takes its place.
 */
final class YamlConversion {

  private static final Set<Tag> TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MERGE, Tag.MAP, Tag.SEQ);

  private final Problems problems;
  private int valuesLeft;
  private int depth;
  private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());

  YamlConversion(Problems problems, int maxValues) {
    this.problems = problems;
    this.valuesLeft = maxValues;
  }

  YamlNode convert(Node node, String path) {
    if (--valuesLeft < 0) {
      throw new YamlReader.TooManyValuesException();
    }
    int line = line(node);
    if (!TAGS.contains(node.getTag())) {
      String tag = node.getTag().getValue().replace(Tag.PREFIX, "!!");
      problems.add(
          line, path, "the tag " + tag + " is not read: a template holds plain values alone");
      return new Scalar(line, "", null);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, line, path);
    }
    if (!above.add(node)) {
      problems.add(line, path, "an alias stands inside of the value that it stands for");
      return new Scalar(line, "", null);
    }
    try {
      if (++depth > 2 * YamlReader.MAX_DEPTH) {
        // Aliases nest what was written flat.
        throw new YamlReader.TooManyValuesException();
      }
      return node instanceof MappingNode map
          ? mapping(map, line, path)
          : sequence(node, line, path);
    } finally {
      depth--;
      above.remove(node);
    }
  }

  private Scalar scalar(ScalarNode node, int line, String path) {
    try {
      return new Scalar(line, node.getValue(), ScalarTypes.value(node.getTag(), node.getValue()));
    } catch (IllegalArgumentException e) {
      problems.add(line, path, String.valueOf(e.getMessage()));
      return new Scalar(line, "", null);
    }
  }

  private Sequence sequence(Node node, int line, String path) {
    var items = new ArrayList<YamlNode>();
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(item -> items.add(convert(item, path + "[" + items.size() + "]")));
    }
    return new Sequence(line, items);
  }

  private Mapping mapping(MappingNode node, int line, String path) {
    var entries = new LinkedHashMap<String, Entry>();
    var merged = new ArrayList<Mapping>();
    for (NodeTuple tuple : node.getValue()) {
      int keyLine = line(tuple.getKeyNode());
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged.addAll(merged(convert(tuple.getValueNode(), path), path));
      } else if (tuple.getKeyNode() instanceof ScalarNode keyNode) {
        String key = scalar(keyNode, keyLine, path).text();
        String keyPath = path.isEmpty() ? key : path + "." + key;
        YamlNode value = convert(tuple.getValueNode(), keyPath);
        Entry first = entries.putIfAbsent(key, new Entry(keyLine, value));
        if (first != null) {
          problems.add(
              keyLine, keyPath, "is given twice; it stands in line " + first.line() + " already");
        }
      } else {
        problems.add(keyLine, path, "a key must be text, but this one is a map or a list");
      }
    }
    for (Mapping source : merged) {
      source.entries().forEach(entries::putIfAbsent);
    }
    return new Mapping(line, entries);
  }

  private List<Mapping> merged(YamlNode value, String path) {
    var sources = new ArrayList<Mapping>();
    List<YamlNode> values = value instanceof Sequence list ? list.items() : List.of(value);
    for (YamlNode source : values) {
      if (source instanceof Mapping map) {
        sources.add(map);
      } else {
        problems.add(
            source.line(),
            path,
            "<< takes a map or a list of maps, but this is " + source.described());
      }
    }
    return sources;
  }

  private static int line(Node node) {
    Node real = node instanceof AnchorNode anchor ? anchor.getRealNode() : node;
    return real.getStartMark().getLine() + 1;
  }
}
