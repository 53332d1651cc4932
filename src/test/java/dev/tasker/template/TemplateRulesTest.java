package dev.tasker.template;

import static dev.tasker.template.Parsing.parsing;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of keys that do not go together. */
class TemplateRulesTest {

  private static final String STEPS =
      """
      step_templates:
        - name: pay
          handler_class: Charge
      """;

  @Test
  void stepWithoutHandler_needsTheTypeApi() {
    assertThat(
            parsing()
                .problems(
                    """
                    name: order
                    step_templates:
                      - name: pay
                        handler_config: {type: ftp, url: ftp://shop}
                    """))
        .containsExactly(
            "shop.yaml:3: step_templates[pay].handler_class: is required, but missing: name a"
                + " handler, or write handler_config.type: api for the built-in HTTP handler");
  }

  @ParameterizedTest
  @ValueSource(strings = {"step_templates:", "step_templates: []", "step_templates: pay"})
  void templateWithoutSteps_isRefused(String steps) {
    assertThat(parsing().problems("name: order\n" + steps))
        .singleElement()
        .asString()
        .matches(
            "shop.yaml:2: step_templates: (is required, but missing|must hold at least one step"
                + "|must be a list, but is the text 'pay')");
  }

  @Test
  void duplicateStep_namesTheFirstOne() {
    assertThat(
            parsing()
                .problems("name: order\n" + STEPS + "  - name: pay\n    handler_class: Refund\n"))
        .containsExactly(
            "shop.yaml:5: step_templates[1].name: there is a step 'pay' already, in line 3: each"
                + " needs a name of its own");
  }

  @Test
  void circle_isPrinted() {
    assertThat(
            parsing()
                .problems(
                    """
                    name: order
                    step_templates:
                      - {name: a, handler_class: Charge}
                      - {name: b, handler_class: Charge, depends_on_steps: [a, d]}
                      - {name: c, handler_class: Charge, depends_on_step: b}
                      - {name: d, handler_class: Charge, depends_on_step: c}
                    """))
        .containsExactly(
            "shop.yaml:5: step_templates[c].depends_on_step: the steps wait for each other: b -> c ->"
                + " d -> b; take one of these away");
  }

  @Test
  void namedSteps_holdEveryStepAndDependency() {
    assertThat(
            parsing()
                .problems(
                    """
                    name: order
                    named_steps: [pay, pay]
                    step_templates:
                      - {name: pay, handler_class: Charge}
                      - {name: refund, handler_class: Refund, depends_on_step: pya}
                    """))
        .containsExactly(
            "shop.yaml:2: named_steps[1]: names the step 'pay' again",
            "shop.yaml:5: step_templates[refund].depends_on_step: there is no step 'pya'; did you"
                + " mean 'pay'?",
            "shop.yaml:5: step_templates[1].name: the step 'refund' is not among named_steps: add it"
                + " there, or leave named_steps out",
            "shop.yaml:5: step_templates[refund].depends_on_step: the step 'pya' is not among"
                + " named_steps: add it there, or leave named_steps out; did you mean 'pay'?");
  }

  @Test
  void moreStepsThanAllowed_areRefused() {
    assertThat(
            parsing()
                .within(new TemplateLimits(1000, 1))
                .problems("name: order\n" + STEPS + "  - name: other\n"))
        .containsExactly(
            "shop.yaml:2: step_templates: holds 2 steps, but 1 are allowed;"
                + " tasker.templates.max-steps can raise that");
  }

  @Test
  void badSchema_isRefusedAtItsLine() {
    assertThat(
            parsing()
                .problems(
                    """
                    name: order
                    schema:
                      type: object
                      properties:
                        cart_id:
                          type: integr
                        sku: {$ref: '#/$defs/sku'}
                    """
                        + STEPS))
        .containsExactly(
            "shop.yaml:7: schema.properties.sku.$ref: there is nothing at #/$defs/sku in this schema");
    assertThat(
            parsing()
                .problems(
                    """
                    name: order
                    schema:
                      properties:
                        cart_id:
                          type: integr
                    """
                        + STEPS))
        .containsExactly(
            "shop.yaml:5: schema.properties.cart_id.type: expected any of [array, boolean, integer,"
                + " null, number, object, string]");
  }

  @Test
  void problemOfAnotherEnvironment_isFoundInAll() {
    String yaml =
        "name: order\n"
            + STEPS
            + """
            environments:
              production:
                step_templates:
                  - name: pay
                    timeot: 3s
                    handler_config: {key: "${SECRET}"}
            """;

    assertThat(parsing().problems(yaml))
        .containsExactly(
            "shop.yaml:9: step_templates[pay].timeot: is not known here; did you mean 'timeout'?");
    assertThat(parsing().in("production").problems(yaml))
        .containsExactly(
            "shop.yaml:9: step_templates[pay].timeot: is not known here; did you mean 'timeout'?",
            "shop.yaml:10: step_templates[pay].handler_config.key: there is no value for ${SECRET}:"
                + " set SECRET, for instance as an environment variable, or write"
                + " ${SECRET:default}");
  }
}
