package dev.tasker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskingTest {

  @Test
  void secrets_areHiddenHoweverDeep() {
    Map<String, Object> masked =
        Masking.of("iban, ")
            .mask(
                Map.of(
                    "name", "charge",
                    "Api-Key", "k",
                    "api_key", "k",
                    "options", Map.of("PASSWORD", "p", "list", List.of(Map.of("iban", "DE1")))));
    assertThat(masked)
        .containsEntry("name", "charge")
        .containsEntry("api_key", "***")
        .containsEntry(
            "options", Map.of("PASSWORD", "***", "list", List.of(Map.of("iban", "***"))));
    assertThat(masked.toString()).doesNotContain("DE1");
  }
}
