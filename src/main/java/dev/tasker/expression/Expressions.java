package dev.tasker.expression;

import dev.tasker.api.handler.PermanentStepException;
import dev.tasker.api.handler.StepFailure;
import dev.tasker.database.Json;
import dev.tasker.database.NotJsonException;
import dev.tasker.expression.CompiledText.Fixed;
import dev.tasker.expression.CompiledText.Parsed;
import dev.tasker.expression.CompiledText.Piece;
import jakarta.el.ELException;
import jakarta.el.ExpressionFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates every <code>#{…}</code> in a configuration with Jakarta Expression Language, caged: an
 * expression reads maps, lists and scalars, and reaches nothing else. Thread-safe.
 *
 * <p>A text that is one expression becomes the value found, of whatever type; in a longer text the
 * value becomes text, maps and lists as JSON. <code>\#{</code> stands for the characters
 * themselves. Keys of maps are left as they are.
 */
@ApplicationScoped
public class Expressions {

  /** The variables that every expression may start from. */
  public static final Set<String> ROOTS = Set.of("context", "inputs", "step", "steps", "task");

  private static final int MAX_CACHED = 10_000;
  private static final int MAX_QUOTED = 200;

  private final ExpressionFactory factory = Factories.create();
  private final Map<String, CompiledText> compiled = new ConcurrentHashMap<>();

  /**
   * Evaluates a configuration.
   *
   * @param tree maps, lists and scalars in any depth; it is not changed
   * @param variables what expressions start from, see {@link #ROOTS}; maps in it may be lazy, and
   *     are asked only for what expressions name
   * @return the same with values in place of expressions
   * @throws PermanentStepException if an expression finds nothing or cannot be evaluated; names it
   */
  public @Nullable Object evaluate(@Nullable Object tree, Map<String, Object> variables) {
    try {
      return evaluated(tree, variables, new JsonValues());
    } catch (StackOverflowError e) {
      throw refusal("The configuration is nested too deeply.");
    }
  }

  /**
   * What is wrong with the expressions in a text as a template has it, before placeholders are
   * resolved; says what to do. Empty if nothing is.
   */
  public Optional<String> check(String text) {
    try {
      for (Piece piece : compiled(text).pieces()) {
        if (piece instanceof Parsed parsed) {
          check(parsed);
        }
      }
      return Optional.empty();
    } catch (BadExpressionException e) {
      return Optional.of(e.problem());
    }
  }

  /** The text that stands for the given one, even if that looks like an expression. */
  public static String literal(String text) {
    return text.replace(TextParts.OPENING, "\\" + TextParts.OPENING);
  }

  static String quoted(String source) {
    boolean isLong = source.length() > MAX_QUOTED;
    return "#{" + (isLong ? source.substring(0, MAX_QUOTED) + "…" : source) + "}";
  }

  private static void check(Parsed parsed) {
    if (parsed.source().contains("${")) {
      throw new BadExpressionException(
          quoted(parsed.source()) + ": a placeholder cannot stand inside an expression");
    }
    var unknown = new TreeSet<>(parsed.roots());
    unknown.removeAll(ROOTS);
    if (!unknown.isEmpty()) {
      throw new BadExpressionException(
          "%s: there is no \"%s\"; an expression starts from one of %s"
              .formatted(
                  quoted(parsed.source()),
                  unknown.first(),
                  String.join(", ", new TreeSet<>(ROOTS))));
    }
  }

  private @Nullable Object evaluated(
      @Nullable Object value, Map<String, Object> variables, JsonValues found) {
    if (value instanceof String text) {
      return text.contains(TextParts.OPENING) ? evaluatedText(text, variables, found) : text;
    }
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<Object, @Nullable Object>();
      map.forEach((name, member) -> copy.put(name, evaluated(member, variables, found)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<@Nullable Object>(list.size());
      list.forEach(element -> copy.add(evaluated(element, variables, found)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }

  private Object evaluatedText(String text, Map<String, Object> variables, JsonValues found) {
    List<Piece> pieces = pieces(text);
    if (pieces.size() == 1 && pieces.get(0) instanceof Parsed only) {
      return read(only, variables, found);
    }
    var whole = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Fixed fixed) {
        whole.append(fixed.text());
      } else if (piece instanceof Parsed parsed) {
        whole.append(asText(parsed, read(parsed, variables, found)));
      }
    }
    return whole.toString();
  }

  private List<Piece> pieces(String text) {
    try {
      return compiled(text).pieces();
    } catch (BadExpressionException e) {
      throw refusal(e.problem() + ".");
    }
  }

  private CompiledText compiled(String text) {
    CompiledText known = compiled.get(text);
    if (known == null) {
      known = CompiledText.of(text, factory);
      if (compiled.size() >= MAX_CACHED) {
        compiled.clear();
      }
      compiled.put(text, known);
    }
    return known;
  }

  private static Object read(Parsed expression, Map<String, Object> variables, JsonValues found) {
    var cage = new Cage(variables, expression.calculates());
    String name = quoted(expression.source());
    Object value;
    try {
      value = found.copied(expression.parsed().getValue(cage));
    } catch (RefusedException e) {
      throw refusal(name + ": " + e.getMessage() + ".");
    } catch (ELException | IllegalArgumentException | ArithmeticException e) {
      throw refusal(
          name + " cannot be computed: its values do not fit its operators. Check what it finds.");
    } catch (StackOverflowError e) {
      throw refusal(name + " is nested too deeply.");
    }
    if (value == null) {
      String missing = cage.missing().map(m -> ": there is no \"" + m + "\"").orElse("");
      throw refusal(
          name
              + " finds nothing"
              + missing
              + ". If it may be absent, name a default with ? and :.");
    }
    return value;
  }

  private static String asText(Parsed expression, Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (!(value instanceof Map || value instanceof List)) {
      return value.toString();
    }
    try {
      return Json.textOfValue(value);
    } catch (NotJsonException e) {
      throw refusal(quoted(expression.source()) + " cannot be written as JSON: " + e.getMessage());
    }
  }

  private static PermanentStepException refusal(String message) {
    return new PermanentStepException(message, StepFailure.code("expression_failed"));
  }
}
