package dev.tasker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.expression.Expressions;
import dev.tasker.template.ConfigProblem;
import dev.tasker.template.KnownHandlers;
import dev.tasker.template.Placeholders;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TemplateLimits;
import dev.tasker.template.TemplateParser;
import dev.tasker.template.TemplateProblem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Templates of HTTP steps are checked when they are loaded. */
class HttpTemplateTest {

  private static final TemplateParser PARSER =
      new TemplateParser(
          TemplateLimits.DEFAULT,
          new HttpAlone(),
          new Expressions()::check,
          new Placeholders(name -> Optional.empty()));

  private static List<String> problems(String yaml) {
    return PARSER.parse("shop.yaml", yaml, "development").problems().stream()
        .map(TemplateProblem::toString)
        .toList();
  }

  @Test
  void mistakes_areShownWhereTheyStand() {
    assertThat(
            problems(
                """
                name: shop
                step_templates:
                  - name: fetch
                    handler_config:
                      type: api
                      url: shop/cart
                      methd: POST
                      headers:
                        Accept: text/csv
                        Idempotency-Key: mine
                      params:
                        cart: "#{context.cart_id"
                  - name: other
                    handler_class: tasker.http
                    handler_config: {timeout: soon}
                """))
        .containsExactly(
            "shop.yaml:6: step_templates[fetch].handler_config.url: must be a whole address,"
                + " http://… or https://…",
            "shop.yaml:7: step_templates[fetch].handler_config.methd: is not known here; did you"
                + " mean 'method'?",
            "shop.yaml:10: step_templates[fetch].handler_config.headers.Idempotency-Key: is set by"
                + " Tasker, the same for every attempt: leave it out",
            "shop.yaml:12: step_templates[fetch].handler_config.params.cart: an expression that"
                + " begins with #{ is not closed: add }, or write \\#{ for the characters"
                + " themselves",
            "shop.yaml:15: step_templates[other].handler_config.url: is required: must be a whole"
                + " address, http://… or https://…",
            "shop.yaml:15: step_templates[other].handler_config.timeout: must be a duration above"
                + " zero: 500ms, 30s, 2m, 1h, 1d, 1.5s, PT30S, or a number of seconds");
  }

  @Test
  void whatOnlyAnEnvironmentGives_mayBeMissingElsewhere() {
    assertThat(
            problems(
                """
                name: shop
                step_templates:
                  - name: fetch
                    handler_config: {type: api, method: GET}
                environments:
                  development:
                    step_templates:
                      - name: fetch
                        handler_config: {url: "http://localhost:3000/#{context.id}"}
                """))
        .isEmpty();
  }

  private record HttpAlone() implements KnownHandlers {
    @Override
    public boolean has(String name) {
      return name.equals(StepTemplate.HTTP_HANDLER);
    }

    @Override
    public Collection<String> names() {
      return List.of(StepTemplate.HTTP_HANDLER);
    }

    @Override
    public List<ConfigProblem> problems(String name, Map<String, Object> config) {
      return HttpStepConfig.problems(config);
    }

    @Override
    public KnownHandlers forTasks() {
      return this;
    }
  }
}
