package dev.tasker.template;

import static dev.tasker.template.Parsing.parsing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example that users know loads as it is. */
class UserTemplateTest {

  private static final String KEY = "ECOMMERCE_API_KEY";

  private final String yaml = read();

  private final Parsing parsing =
      parsing()
          .knowing(
              "ApiTask::StepHandler::CartFetchStepHandler",
              "ApiTask::StepHandler::ProductsFetchStepHandler",
              "ApiTask::StepHandler::ProductsValidateStepHandler",
              "ApiTask::StepHandler::CreateOrderStepHandler",
              "ApiTask::StepHandler::PublishEventStepHandler");

  @Test
  void development_overlaysUrlAndParams() {
    TaskTemplate template = parsing.in("development").accepted(yaml);

    assertThat(template.key())
        .isEqualTo(new TemplateKey("default", "api_task/integration_yaml_example", "0.1.0"));
    assertThat(template.taskHandler()).contains("ApiTask::IntegrationYamlExample");
    assertThat(template.steps())
        .extracting(StepTemplate::name)
        .containsExactly(
            "fetch_cart", "fetch_products", "validate_products", "create_order", "publish_event");
    assertThat(template.steps())
        .allSatisfy(step -> assertThat(step.dependentSystem()).contains("ecommerce_system"));
    assertThat(template.step(0).handlerConfig())
        .isEqualTo(
            Map.of(
                "type", "api",
                "url", "http://localhost:3000/api/cart",
                "params", Map.of("cart_id", 1L, "debug", true)));
    assertThat(template.step(2).dependsOn()).isEqualTo(List.of("fetch_products", "fetch_cart"));
    assertThat(template.graph().roots()).containsExactly(0, 1);
    assertThat(template.graph().parents(4)).containsExactly(3);
  }

  @Test
  void test_overlaysUrlAndParams() {
    TaskTemplate template = parsing.in("test").accepted(yaml);

    assertThat(template.step(1).handlerConfig())
        .isEqualTo(
            Map.of(
                "type", "api",
                "url", "http://test-api.ecommerce.com/products",
                "params", Map.of("test_mode", true)));
  }

  @Test
  void production_keepsThePlaceholder() {
    TaskTemplate template = parsing.in("production").with(KEY, "s3cret").accepted(yaml);

    assertThat(template.step(0).handlerConfig())
        .containsEntry("params", Map.of("cart_id", 1L, "api_key", "${ECOMMERCE_API_KEY}"));
  }

  @Test
  void productionWithoutItsKey_isRefusedWithBothLines() {
    String problem =
        "handler_config.params.api_key: there is no value for ${ECOMMERCE_API_KEY}: set"
            + " ECOMMERCE_API_KEY, for instance as an environment variable, or write"
            + " ${ECOMMERCE_API_KEY:default}";

    assertThat(parsing.in("production").problems(yaml))
        .containsExactly(
            "shop.yaml:95: step_templates[fetch_cart]." + problem,
            "shop.yaml:101: step_templates[fetch_products]." + problem);
  }

  @Test
  void unheardEnvironment_takesTheBase() {
    assertThat(parsing.in("staging").accepted(yaml).step(1).handlerConfig())
        .isEqualTo(Map.of("type", "api", "url", "https://api.ecommerce.com/products"));
  }

  private static String read() {
    try (InputStream file =
        UserTemplateTest.class.getResourceAsStream("/template/integration_yaml_example.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
