package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.expression.Expressions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  private final Map<String, String> values = new HashMap<>();
  private final Placeholders placeholders =
      new Placeholders(name -> Optional.ofNullable(values.get(name)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${A}                | value
          x${A}y${A}z         | xvalueyvaluez
          ${A:other}          | value
          ${B:other}          | other
          ${B:}               | ``
          ${B:a:b}            | a:b
          ${B:-x}             | -x
          ${a.b-c_1}          | dotted
          $${A}               | ${A}
          $$${A}              | $${A}
          $${                 | ${
          $A {A} $            | $A {A} $
          ${B:$${A}           | $${A
          #{context.a}        | #{context.a}
          ${A}/#{context.a}   | value/#{context.a}
          """)
  void text_isResolved(String text, String resolved) {
    values.put("A", "value");
    values.put("a.b-c_1", "dotted");

    assertThat(placeholders.resolve(Map.of("k", text))).isEqualTo(Map.of("k", resolved));
  }

  @Test
  void value_staysTextAndIsNotSearchedAgain() {
    values.put("N", "42");
    values.put("P", "${N}");
    values.put("E", "a#{context.x}b");

    assertThat(placeholders.resolve(Map.of("n", "${N}", "p", "${P}", "e", "${E}")))
        .isEqualTo(Map.of("n", "42", "p", "${N}", "e", "a\\#{context.x}b"));
  }

  @Test
  void nestedValues_areResolvedAndKeysAreNot() {
    values.put("A", "x");
    Map<String, Object> config = new HashMap<>();
    config.put("${A}", List.of("${A}", 1L, Map.of("in", "${A}")));
    config.put("nothing", null);

    Map<String, Object> expected = new HashMap<>();
    expected.put("${A}", List.of("x", 1L, Map.of("in", "x")));
    expected.put("nothing", null);
    assertThat(placeholders.resolve(config)).isEqualTo(expected);
  }

  @Test
  void missingValues_areNamedTogether() {
    assertThatThrownBy(
            () -> placeholders.resolve(Map.of("a", "${ONE}", "b", List.of("${ONE}${TWO:}"))))
        .isInstanceOf(UnresolvedPlaceholderException.class)
        .hasMessage(
            "The configuration has no value for ONE: set it, for instance as an environment"
                + " variable, and start again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${1A}", "${A", "${A:b", "${A b}", "${ A}", "${${A}}"})
  void malformedPlaceholder_isAProblem(String text) {
    assertThat(Placeholders.syntaxProblem(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$", "{}", "$${", "$${A", "${A}", "${A:}", "a$b{c}", "#{a}"})
  void otherText_isNone(String text) {
    assertThat(Placeholders.syntaxProblem(text)).isEmpty();
  }

  @Property
  void anyValue_comesThroughTheExpressionsAsItIs(
      @ForAll @StringLength(max = 20) String before,
      @ForAll("tricky") String value,
      @ForAll("tricky") String after) {
    values.put("V", value);
    String text = escaped(before) + "${V}" + escaped(after);

    Object resolved = placeholders.resolve(Map.of("k", text)).get("k");

    assertThat(new Expressions().evaluate(resolved, Map.of())).isEqualTo(before + value + after);
  }

  @Provide
  Arbitrary<String> tricky() {
    return Arbitraries.of(Arrays.asList("#", "{", "}", "$", "a", ":", "'"))
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  /** What an author writes for text that is to stay as it is. */
  private static String escaped(String text) {
    return Expressions.literal(text.replace("${", "$${"));
  }
}
