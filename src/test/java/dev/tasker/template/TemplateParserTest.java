package dev.tasker.template;

import static dev.tasker.template.Parsing.parsing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateParserTest {

  private static final String STEPS =
      """
      step_templates:
        - name: pay
          handler_class: Charge
      """;

  @Test
  void everyKeyOfATemplate_isRead() {
    TaskTemplate template =
        parsing()
            .accepted(
                """
                name: shop/order-v2.main
                namespace_name: payments
                version: 2.1.0-beta.1
                description: Takes an order
                module_namespace: ApiTask
                task_handler_class: IntegrationYamlExample
                default_dependent_system: bank
                named_steps: [pay]
                schema: {type: object}
                retry: {base_delay: 500ms, multiplier: 3}
                """
                    + STEPS);

    assertThat(template.key())
        .isEqualTo(new TemplateKey("payments", "shop/order-v2.main", "2.1.0-beta.1"));
    assertThat(template.description()).isEqualTo("Takes an order");
    assertThat(template.taskHandler()).contains("ApiTask::IntegrationYamlExample");
    assertThat(template.schema()).isEqualTo(Map.of("type", "object"));
    assertThat(template.step(0).dependentSystem()).contains("bank");
    assertThat(template.step(0).retry())
        .isEqualTo(
            new RetryPolicy(
                Duration.ofMillis(500), 3, Duration.ofSeconds(30), 0.1, Duration.ofHours(1)));
  }

  @Test
  void everyKeyOfAStep_isRead() {
    TaskTemplate template =
        parsing()
            .accepted(
                """
                name: order
                retry: {base_delay: 500ms, multiplier: 3}
                step_templates:
                  - name: pay
                    description: Takes the money
                    handler_class: payments.charge_card
                    depends_on_step: fetch
                    dependent_system: stripe
                    default_retryable: false
                    default_retry_limit: 7
                    skippable: true
                    timeout: 2m
                    retry: {max_delay: 10s, jitter: 0, max_retry_after: 1d}
                    custom_events: [{name: payment.captured, description: The money is there}]
                  - {name: fetch, handler_class: Charge}
                """);

    assertThat(template.step(0))
        .isEqualTo(
            new StepTemplate(
                "pay",
                "Takes the money",
                Optional.of("payments.charge_card"),
                Map.of(),
                List.of("fetch"),
                Optional.of("stripe"),
                false,
                7,
                true,
                Optional.of(Duration.ofMinutes(2)),
                new RetryPolicy(
                    Duration.ofMillis(500), 3, Duration.ofSeconds(10), 0, Duration.ofDays(1)),
                List.of(new CustomEvent("payment.captured", "The money is there"))));
    assertThat(template.graph().parents(0)).containsExactly(1);
  }

  @Test
  void handlerConfig_isKeptAsWritten() {
    TaskTemplate template =
        parsing()
            .with("KEY", "s3cret")
            .accepted(
                """
                name: order
                step_templates:
                  - name: fetch
                    handler_config:
                      type: api
                      url: https://shop/${KEY}
                      body: {amount: 1.50, none: null, ids: [1, 2], huge: 123456789012345678901234567890}
                """);

    assertThat(template.step(0).handlerName()).isEqualTo(StepTemplate.HTTP_HANDLER);
    assertThat(template.step(0).handlerConfig()).containsEntry("url", "https://shop/${KEY}");
    assertThat(template.step(0).handlerConfig().get("body"))
        .asInstanceOf(MAP)
        .containsEntry("amount", 1.5)
        .containsEntry("none", null)
        .containsEntry("ids", List.of(1L, 2L))
        .containsEntry("huge", new BigDecimal("123456789012345678901234567890"));
  }

  @Test
  void smallestTemplate_hasTheDefaults() {
    TaskTemplate template = parsing().accepted("name: order\n" + STEPS);

    assertThat(template.key()).isEqualTo(new TemplateKey("default", "order", "0.1.0"));
    assertThat(template.description()).isEmpty();
    assertThat(template.taskHandler()).isEmpty();
    assertThat(template.schema()).isEmpty();
    assertThat(template.steps())
        .containsExactly(
            new StepTemplate(
                "pay",
                "",
                Optional.of("Charge"),
                Map.of(),
                List.of(),
                Optional.empty(),
                true,
                3,
                false,
                Optional.empty(),
                RetryPolicy.DEFAULT,
                List.of()));
  }

  @Test
  void bothKindsOfDependencies_areTakenTogether() {
    TaskTemplate template =
        parsing()
            .accepted(
                """
                name: order
                step_templates:
                  - {name: a, handler_class: Charge}
                  - {name: b, handler_class: Charge}
                  - {name: c, handler_class: Charge, depends_on_step: b, depends_on_steps: [a, b, a]}
                """);

    assertThat(template.step(2).dependsOn()).containsExactly("b", "a");
  }

  @Test
  void mergeKeysAndAliases_areWrittenOut() {
    TaskTemplate template =
        parsing()
            .accepted(
                """
                name: order
                step_templates:
                  - name: a
                    handler_class: Charge
                    retry: &patient {max_delay: 5m}
                    handler_config: &shop {url: http://shop, method: GET}
                  - name: b
                    handler_class: Charge
                    retry: *patient
                    handler_config: {<<: *shop, method: POST}
                """);

    assertThat(template.step(1).retry().maxDelay()).isEqualTo(Duration.ofMinutes(5));
    assertThat(template.step(1).handlerConfig())
        .isEqualTo(Map.of("url", "http://shop", "method", "POST"));
  }

  @Test
  void wordsThatOldYamlTookForOtherThings_areText() {
    TaskTemplate template =
        parsing()
            .accepted(
                """
                name: order
                step_templates:
                  - name: a
                    handler_class: Charge
                    handler_config: {country: no, at: 12:30, day: 2024-01-01, zip: 01234, on: off, big: 1_000}
                """);

    assertThat(template.step(0).handlerConfig())
        .isEqualTo(
            Map.of(
                "country", "no",
                "at", "12:30",
                "day", "2024-01-01",
                "zip", "01234",
                "on", "off",
                "big", "1_000"));
  }

  @Test
  void emptyKey_isAbsent() {
    assertThat(
            parsing()
                .accepted(
                    "name: order\ndescription:\nretry:\nnamed_steps:\nenvironments:\n"
                        + STEPS
                        + "    timeout:\n    depends_on_steps:\n"))
        .extracting(template -> template.step(0).timeout())
        .isEqualTo(Optional.empty());
  }
}
