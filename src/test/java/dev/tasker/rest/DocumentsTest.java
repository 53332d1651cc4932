package dev.tasker.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static final UUID ID = UUID.fromString("0197c2a0-5b7e-7cc3-9a41-8f6d2a300000");

  @Test
  void components_keepTheirOrderAndAreNamedInSnakeCase() {
    assertThat(json(new Outer(ID, "x", List.of(new Inner(1, null)), Map.of())))
        .isEqualTo(
            "{\"task_id\":\"0197c2a0-5b7e-7cc3-9a41-8f6d2a300000\",\"a_name\":\"x\","
                + "\"inner_ones\":[{\"http_status\":1,\"at\":null}],\"context\":{}}");
  }

  @Test
  void times_areUtcWithThreeDigits() {
    assertThat(json(new Inner(1, Instant.parse("2026-07-01T10:00:00Z"))))
        .contains("\"2026-07-01T10:00:00.000Z\"");
    assertThat(json(new Inner(1, Instant.parse("2026-07-01T10:00:00.123999Z"))))
        .contains("\"2026-07-01T10:00:00.123Z\"");
  }

  @Test
  void maps_keepOrderNamesAndDigits() {
    var context = new LinkedHashMap<String, Object>();
    context.put("zCamel", new BigDecimal("12345678901234567890.12345"));
    context.put("a", 0.1);
    assertThat(json(new Outer(ID, "x", List.of(), context)))
        .endsWith("\"context\":{\"zCamel\":12345678901234567890.12345,\"a\":0.1}}");
  }

  @Test
  void textThatJsonCannotHold_isReplaced() {
    assertThat(json(new Outer(ID, "a\u0000b\uD83Dc😀", List.of(), Map.of())))
        .contains("\"a\uFFFDb\uFFFDc😀\"");
  }

  private static String json(Record document) {
    return Json.text(Documents.toJson(document));
  }

  record Outer(UUID taskId, String aName, List<Inner> innerOnes, Map<String, Object> context) {}

  record Inner(int httpStatus, @Nullable Instant at) {}
}
