package dev.tasker.expression;

import dev.tasker.expression.TextParts.Literal;
import dev.tasker.expression.TextParts.Part;
import dev.tasker.expression.TextParts.Source;
import jakarta.el.ELException;
import jakarta.el.ExpressionFactory;
import jakarta.el.ValueExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text whose expressions are parsed. Thread-safe, and the same for every task.
 *
 * @param pieces in order
 */
record CompiledText(List<Piece> pieces) {

  CompiledText {
    pieces = List.copyOf(pieces);
  }

  /** A piece of a text. */
  sealed interface Piece {}

  /** Stands for itself. */
  record Fixed(String text) implements Piece {}

  /**
   * Is evaluated.
   *
   * @param source what lies between the braces, for messages
   * @param roots the variables that it starts from
   * @param calculates whether it takes texts as numbers
   * @param parsed reads the value
   */
  record Parsed(String source, Set<String> roots, boolean calculates, ValueExpression parsed)
      implements Piece {}

  /**
   * Parses a text.
   *
   * @throws BadExpressionException if it holds something that is not an expression
   */
  static CompiledText of(String text, ExpressionFactory factory) {
    var pieces = new ArrayList<Piece>();
    for (Part part : TextParts.of(text).parts()) {
      if (part instanceof Literal literal) {
        pieces.add(new Fixed(literal.text()));
      } else if (part instanceof Source source) {
        pieces.add(parsed(source.text(), factory));
      }
    }
    return new CompiledText(pieces);
  }

  private static Parsed parsed(String source, ExpressionFactory factory) {
    try {
      ExpressionScan scan = ExpressionScan.of(source);
      var nothing = new Cage(Map.of(), false);
      var parsed = factory.createValueExpression(nothing, "#{" + source + "}", Object.class);
      return new Parsed(source, scan.roots(), scan.calculates(), parsed);
    } catch (BadExpressionException e) {
      throw new BadExpressionException(Expressions.quoted(source) + ": " + e.problem());
    } catch (ELException e) {
      throw new BadExpressionException(
          Expressions.quoted(source)
              + " cannot be read: check its brackets, quotes and operators, and write names with"
              + " other characters than letters, digits and _ as ['the-name']");
    } catch (StackOverflowError e) {
      throw new BadExpressionException(Expressions.quoted(source) + " is nested too deeply");
    }
  }
}
