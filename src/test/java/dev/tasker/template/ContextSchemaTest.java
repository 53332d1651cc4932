package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextSchemaTest {

  private static final Map<String, Object> ORDER =
      Map.of(
          "type",
          "object",
          "required",
          List.of("cart_id", "address"),
          "additionalProperties",
          false,
          "properties",
          Map.of(
              "cart_id",
              Map.of("type", "integer", "minimum", 1),
              "address",
              Map.of("$ref", "#/$defs/address"),
              "items",
              Map.of("type", "array", "items", Map.of("required", List.of("sku")))),
          "$defs",
          Map.of("address", Map.of("type", "object", "required", List.of("city"))));

  @Test
  void missingProperties_areNamed() {
    assertThat(problems(Map.of()))
        .containsExactlyInAnyOrder(
            "context.cart_id is required, but missing", "context.address is required, but missing");
  }

  @Test
  void missingPropertiesFurtherDown_areNamed_withTheirPlace() {
    assertThat(
            problems(
                Map.of(
                    "cart_id",
                    1,
                    "address",
                    Map.of(),
                    "items",
                    List.of(Map.of("sku", 1), Map.of()))))
        .containsExactlyInAnyOrder(
            "context.address.city is required, but missing",
            "context.items[1].sku is required, but missing");
  }

  @Test
  void wrongValues_areToldWithTheirPlace() {
    assertThat(problems(Map.of("cart_id", 0, "address", "here", "card_id", 1)))
        .containsExactlyInAnyOrder(
            "context.cart_id 0 is less than 1",
            "context.address must be object, but is string",
            "context.card_id is not known here; did you mean 'cart_id'?");
  }

  private static List<String> problems(Map<String, Object> context) {
    return ContextSchema.of(ORDER).check(context).problems().stream()
        .map(problem -> problem.path() + " " + problem.message())
        .toList();
  }
}
