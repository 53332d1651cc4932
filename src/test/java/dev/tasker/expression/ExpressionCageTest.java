package dev.tasker.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.handler.PermanentStepException;
import jakarta.el.ELException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCageTest {

  private static final BigDecimal EXACT = new BigDecimal("12345678901234567890.5");

  private final Expressions expressions = new Expressions();
  private final Map<String, Object> variables = variables();

  private static Map<String, Object> variables() {
    return Map.of(
        "context",
        Map.of(
            "cart_id",
            42L,
            "exact",
            EXACT,
            "name",
            "Ada",
            "huge",
            "1e999999999",
            "tags",
            List.of("a", "b")));
  }

  private Object evaluate(Object tree) {
    return expressions.evaluate(tree, variables);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{''.getClass()}",
        "#{''['getClass']()}",
        "#{''.class}",
        "#{''.class.forName('java.lang.Runtime')}",
        "#{[].class}",
        "#{context.name.class}",
        "#{context.name.bytes}",
        "#{context.name.length()}",
        "#{context.tags.size()}",
        "#{context.tags.stream().map(x -> x).toList()}",
        "#{context.tags.clear()}",
        "#{context.getClass()}",
        "#{Runtime.getRuntime().exec('true')}",
        "#{Runtime.runtime}",
        "#{java.lang.Runtime}",
        "#{Boolean.TRUE}",
        "#{Integer.MAX_VALUE}",
        "#{Integer(5)}",
        "#{String('x')}",
        "#{T(java.lang.Runtime)}",
        "#{''.getClass().forName('javax.script.ScriptEngineManager').newInstance()}",
        "#{request.getSession()}",
        "#{facesContext}",
        "#{applicationScope}",
        "#{fn:length('a')}",
        "#{(x -> x)(1)}",
        "#{x -> x}",
        "#{((f -> f(f))(f -> f(f)))}",
        "#{f = (x -> f(x)); f(1)}",
        "#{context.name = 'Eve'}",
        "#{x = 1}",
        "#{context.name = 'Eve'; 1}",
        "#{1; 2}",
        "#{(context.tags)(0)}",
        "#{context['tags'](0)}",
        "#{ {'a':1}.entrySet() }",
        "#{{'a':1}['class']}",
        "#{context.tags['class']}",
        "#{{1, 2}}",
        "#{context.cart_id.class}",
        "#{1 / 0.0}",
        "#{context.name * 2}",
        "#{context.exact + context.huge}",
        "#{context.exact div context.huge}",
        "#{}",
        "#{ }",
        "#{context.}",
        "#{context.a b}",
        "#{context.name",
        "#{'abc}",
        "#{#{context.name}}",
        "#{${context.name}}",
      })
  void whatDoesMoreThanRead_isRefused(String text) {
    assertThatThrownBy(() -> evaluate(text))
        .isInstanceOf(PermanentStepException.class)
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage().replace(text, ""))
                    .doesNotContain("java.", "jakarta", "expressly", "Exception"));
    assertThat(variables).isEqualTo(variables());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{''.getClass()}",
        "#{context.name.class}",
        "#{Boolean.TRUE}",
        "#{Integer(5)}",
        "#{fn:length('a')}",
        "#{context.tags.clear()}",
        "#{context.tags.stream().count()}",
        "#{context.name = 'Eve'}",
        "#{x = 1}",
        "#{(f -> f(f))(f -> f(f))}",
      })
  void whatTheScanWouldLetThrough_meetsTheCage(String text) {
    assertThatThrownBy(
            () -> {
              var cage = new Cage(variables, false);
              Factories.create().createValueExpression(cage, text, Object.class).getValue(cage);
            })
        .satisfiesAnyOf(
            refusal -> assertThat(refusal).isInstanceOf(ELException.class),
            refusal -> assertThat(refusal).isInstanceOf(StackOverflowError.class));
    assertThat(variables).isEqualTo(variables());
  }

  @Test
  void beanAmongTheVariables_cannotBeReached() {
    var beans = Map.<String, Object>of("context", Map.of("bean", new StringBuilder("x")));
    for (String text :
        List.of("#{context.bean}", "#{context.bean += ''}", "#{context.bean.length}")) {
      assertThatThrownBy(() -> expressions.evaluate(text, beans))
          .isInstanceOf(PermanentStepException.class);
    }
  }

  @Test
  void tooLongAnExpression_isRefused() {
    assertThat(expressions.check("#{1" + "+1".repeat(600) + "}"))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("longer than 1000").hasSizeLessThan(400));
  }

  @Test
  void deepNesting_isRefusedOrEvaluated_butEnds() {
    assertThat(evaluate("#{" + "(".repeat(450) + "1" + ")".repeat(450) + "}")).isEqualTo(1L);
    assertThat(evaluate("#{" + "-".repeat(900) + "1}")).isEqualTo(1L);
    assertThat(expressions.check("#{" + "(".repeat(990) + "}")).isPresent();
    assertThat(expressions.check("#{" + "[".repeat(990) + "}")).isPresent();
    assertThat(expressions.check("#{" + "{".repeat(990) + "}".repeat(990) + "}")).isPresent();
  }

  @Test
  void deepConfiguration_isRefused() {
    Object tree = "x";
    for (int depth = 0; depth < 200_000; depth++) {
      tree = List.of(tree);
    }
    Object deep = tree;
    assertThatThrownBy(() -> evaluate(deep)).isInstanceOf(PermanentStepException.class);
  }

  @Test
  void growthBeyondReason_isRefused() {
    var big = Map.<String, Object>of("context", Map.of("text", "x".repeat(1_000_000)));
    assertThatThrownBy(
            () ->
                expressions.evaluate(
                    "#{context.text += context.text += context.text += context.text += context.text}",
                    big))
        .isInstanceOf(PermanentStepException.class)
        .hasMessageContaining("grows beyond");
    var many = IntStream.range(0, 10).mapToObj(i -> "#{context.text}").toList();
    assertThatThrownBy(() -> expressions.evaluate(many, big))
        .isInstanceOf(PermanentStepException.class)
        .hasMessageContaining("grows beyond");
  }

  @Test
  void longTextOfDigits_isJudgedInLinearTime() {
    var big = Map.<String, Object>of("context", Map.of("text", "9".repeat(1_000_000) + "x"));
    assertThatThrownBy(() -> expressions.evaluate("#{context.text + 1}", big))
        .isInstanceOf(PermanentStepException.class);
  }
}
