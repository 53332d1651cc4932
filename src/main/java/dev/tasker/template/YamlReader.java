package dev.tasker.template;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML text as plain values with their lines. Nothing but maps, lists and scalars can come
 * out: no class is named, loaded or called.
 */
final class YamlReader {

  static final int MAX_DEPTH = 60;
  private static final int MAX_ALIASES = 1000;

  private YamlReader() {}

  /** The map that the text holds; empty, with the reason among the problems, if it holds none. */
  static Optional<YamlNode.Mapping> read(String yaml, Problems problems) {
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    try {
      Node root = compose(text);
      if (root == null) {
        problems.add(1, "", "the file is empty: a task template begins with its name");
        return Optional.empty();
      }
      // What is written out has fewer values than characters; aliases may add some, not any number.
      YamlNode node = new YamlConversion(problems, text.length() + 100_000).convert(root, "");
      if (node instanceof YamlNode.Mapping map) {
        return Optional.of(map);
      }
      problems.add(
          node.line(), "", "a task template is a map of keys, but this is " + node.described());
    } catch (MarkedYAMLException e) {
      problems.add(line(e), "", "this is not YAML: " + reason(e));
    } catch (ReaderException e) {
      String before = text.substring(0, Math.min(e.getPosition(), text.length()));
      problems.add(
          1 + (int) before.chars().filter(c -> c == '\n').count(),
          "",
          "the character U+%04X is not allowed in YAML: write it as \\u%04X in double quotes"
              .formatted(e.getCodePoint(), e.getCodePoint()));
    } catch (YAMLException e) {
      boolean tooDeep = String.valueOf(e.getMessage()).startsWith("Nesting Depth");
      problems.add(
          0,
          "",
          tooDeep
              ? "maps and lists lie deeper than " + MAX_DEPTH + " levels in each other"
              : "this is not YAML that can be read: " + e.getMessage());
    } catch (TooManyValuesException e) {
      problems.add(0, "", "the aliases of the file stand for too many values: write less");
    }
    return Optional.empty();
  }

  @SuppressWarnings("NullAway") // the composer returns null for a text without a document
  private static Node compose(String text) {
    var options = new LoaderOptions();
    options.setCodePointLimit(Math.max(1, text.length()));
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setAllowRecursiveKeys(false);
    options.setTagInspector(tag -> true); // nothing is made of a tag; the conversion refuses it
    var parser = new ParserImpl(new StreamReader(text), options);
    return new Composer(parser, new ScalarTypes(), options).getSingleNode();
  }

  private static int line(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private static String reason(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
    if (problem == null) {
      return "it cannot be understood";
    }
    return problem.startsWith("but found another document")
        ? "a file holds one template, but another document begins here"
        : problem;
  }

  /** The aliases of a file multiply without bound. */
  static final class TooManyValuesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
