package dev.tasker.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.handler.PermanentStepException;
import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

  private static final BigDecimal EXACT = new BigDecimal("12345678901234567890.123456789");

  private final Expressions expressions = new Expressions();
  private final Map<String, Object> variables = variables();

  private static Map<String, Object> variables() {
    var context = new HashMap<String, Object>();
    context.put("cart_id", 42L);
    context.put("price", 9.5);
    context.put("exact", EXACT);
    context.put("name", "Ada");
    context.put("urgent", true);
    context.put("nothing", null);
    context.put("huge", "1e999999999");
    context.put("tags", List.of("a", "b"));
    context.put("address", Map.of("city", "Paris"));
    context.put("class", "a member of that name");
    return Map.of(
        "context", context,
        "steps",
            Map.of("fetch-cart", Map.of("results", Map.of("items", List.of(Map.of("id", 7L))))),
        "inputs", Map.of(),
        "task", Map.of("task_id", "t-1"),
        "step", Map.of("attempt", 2L));
  }

  private Object evaluate(Object tree) {
    return expressions.evaluate(tree, variables);
  }

  @Test
  void valueThatIsOneExpression_keepsItsType() {
    assertThat(evaluate("#{context.cart_id}")).isEqualTo(42L);
    assertThat(evaluate("#{context.price}")).isEqualTo(9.5);
    assertThat(evaluate("#{context.exact}")).isEqualTo(EXACT);
    assertThat(evaluate("#{context.urgent}")).isEqualTo(true);
    assertThat(evaluate("#{context.tags}")).isEqualTo(List.of("a", "b"));
    assertThat(evaluate("#{context.address}")).isEqualTo(Map.of("city", "Paris"));
    assertThat(evaluate("#{steps['fetch-cart'].results.items[0].id}")).isEqualTo(7L);
    assertThat(evaluate("#{[1, 2]}")).isEqualTo(List.of(1L, 2L));
    assertThat(evaluate("#{ {'a': 1} }")).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void insideText_everyValueBecomesText() {
    assertThat(evaluate("https://shop/carts/#{context.cart_id}?by=#{context.name}"))
        .isEqualTo("https://shop/carts/42?by=Ada");
    assertThat(evaluate(" #{context.tags}")).isEqualTo(" [\"a\",\"b\"]");
    assertThat(evaluate("#{context.address}#{context.urgent}"))
        .isEqualTo("{\"city\":\"Paris\"}true");
    assertThat(evaluate("=#{context.exact}")).isEqualTo("=" + EXACT.toPlainString());
  }

  @Test
  void tree_isEvaluatedInAllDepths_butNotItsKeys() {
    var tree =
        Map.of("#{context.name}", List.of("x", Map.of("id", "#{context.cart_id}"), 5L), "n", true);

    assertThat(evaluate(tree))
        .isEqualTo(Map.of("#{context.name}", List.of("x", Map.of("id", 42L), 5L), "n", true));
  }

  @Test
  void nullsInATree_stay() {
    var list = Arrays.asList("a", null);
    assertThat(evaluate(list)).isEqualTo(list);
    assertThat(evaluate(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#{context.cart_id + 1} | 43",
        "#{context.cart_id mod 5 == 2} | true",
        "#{context.urgent ? 'now' : 'later'} | now",
        "#{empty context.coupon ? 'none' : context.coupon} | none",
        "#{context.name += '!'} | Ada!",
        "#{not (context.cart_id > 3) or (1 lt 2)} | true",
        "#{context['name']} | Ada",
        "#{context.class} | a member of that name",
        "#{'}'}{ | }{",
        "#{\"it's\"} | it's",
        "#{-(3)} | -3",
        "#{1.5e+2} | 150.0",
      })
  void operators_work(String text, String expected) {
    assertThat(evaluate(text)).hasToString(expected);
  }

  @Test
  void backslash_makesTheOpeningLiteral() {
    assertThat(evaluate("\\#{context.name}")).isEqualTo("#{context.name}");
    assertThat(evaluate("a # b { c } ${d}")).isEqualTo("a # b { c } ${d}");
    assertThat(evaluate("${d} #{context.name}")).isEqualTo("${d} Ada");
    String text = "p\\#{a} #{b";
    assertThat(evaluate(Expressions.literal(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#{context.coupon}",
        "#{context.nothing}",
        "#{context.coupon.code}",
        "#{context.tags[2]}",
        "#{null}",
        "x #{context.coupon}",
      })
  void expressionThatFindsNothing_failsForGoodAndIsNamed(String text) {
    String expression = text.substring(text.indexOf('#'));
    assertThatThrownBy(() -> evaluate(Map.of("secret-free", text)))
        .isInstanceOf(PermanentStepException.class)
        .hasMessageStartingWith(expression + " finds nothing");
  }

  @Test
  void expressionThatFindsNothing_saysWhatIsMissing() {
    assertThatThrownBy(() -> evaluate("#{context.cart.items.id}"))
        .hasMessageContaining("there is no \"cart\"");
    assertThatThrownBy(() -> evaluate("#{contxt.cart}"))
        .hasMessage("#{contxt.cart}: there is no \"contxt\".");
  }

  @Test
  void surroundingText_staysOutOfTheMessage() {
    assertThatThrownBy(() -> evaluate("Bearer s3cret #{context.coupon}"))
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void lazyMap_isAskedForWhatIsNamedAlone() {
    var lazy =
        new AbstractMap<String, Object>() {
          @Override
          public Object get(Object name) {
            return "fetch".equals(name) ? Map.of("results", Map.of("id", 3L)) : null;
          }

          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new AssertionError("would load everything");
          }
        };
    assertThat(expressions.evaluate("#{steps.fetch.results.id}", Map.of("steps", lazy)))
        .isEqualTo(3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "a\\#{b",
        "#{context.a.b}",
        "#{steps['x-y'].results}",
        "#{task.task_id}-#{step.attempt}"
      })
  void check_acceptsWhatCanBeEvaluated(String text) {
    assertThat(expressions.check(text)).isEmpty();
  }

  @Test
  void check_saysWhatIsWrong() {
    assertThat(expressions.check("#{contxt.a}"))
        .contains(
            "#{contxt.a}: there is no \"contxt\"; an expression starts from one of context, inputs,"
                + " step, steps, task");
    assertThat(expressions.check("#{steps.fetch-cart.results}"))
        .get()
        .asString()
        .contains("\"cart\"");
    assertThat(expressions.check("#{context.a")).get().asString().contains("is not closed");
    assertThat(expressions.check("#{context.a == '${KEY}'}"))
        .get()
        .asString()
        .contains("placeholder");
    assertThat(expressions.check("#{context.a +}")).get().asString().contains("cannot be read");
    assertThat(expressions.check("#{context.f(1)}")).get().asString().contains("only read");
  }

  @Test
  void manyThreads_shareOneExpression() {
    var calls =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            expressions.evaluate(
                                "#{context.id * 2}", Map.of("context", Map.of("id", (long) i)))))
            .toList();
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).join()).isEqualTo(2L * i);
    }
  }
}
