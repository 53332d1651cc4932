package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoadedTemplateTest {

  private static final Map<String, String> CONFIGURED =
      Map.of("API_KEY", "s3cr3t-key", "REGION", "eu");

  private final LoadedTemplate loaded =
      LoadedTemplate.of(
          new UUID(1, 2),
          template(
              Map.of(
                  "headers", Map.of("Authorization", "Bearer ${API_KEY}"),
                  "region", "${REGION}",
                  "list", List.of("${HOST:localhost}"))),
          new Placeholders(name -> Optional.ofNullable(CONFIGURED.get(name))));

  @Test
  void quotedSecret_isShownAsItsPlaceholder() {
    assertThat(loaded.withoutSecrets("401: key s3cr3t-key (s3cr3t-key) is unknown"))
        .isEqualTo("401: key ${API_KEY} (${API_KEY}) is unknown");
  }

  @Test
  void shortValuesAndDefaults_areLeft() {
    assertThat(loaded.withoutSecrets("no route to localhost in eu"))
        .isEqualTo("no route to localhost in eu");
  }

  @Test
  void template_neverPrintsItsConfiguration() {
    assertThat(loaded.toString()).isEqualTo("default.test@1.0.0");
    assertThat(loaded.template().step(0).handlerConfig().toString()).doesNotContain("s3cr3t");
    assertThat(loaded.config(0).toString()).contains("s3cr3t-key");
  }

  private static TaskTemplate template(Map<String, Object> config) {
    return new TaskTemplate(
        new TemplateKey("default", "test", "1.0.0"),
        "",
        Optional.empty(),
        Map.of(),
        List.of(
            new StepTemplate(
                "a",
                "",
                Optional.of("handler"),
                config,
                List.of(),
                Optional.empty(),
                true,
                3,
                false,
                Optional.empty(),
                RetryPolicy.DEFAULT,
                List.of())));
  }
}
