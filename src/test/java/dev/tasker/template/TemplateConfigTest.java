package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.ShippedConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateConfigTest {

  @Test
  void shippedDefaults_areThese() {
    var config = new TemplateConfig(new ShippedConfig());

    assertThat(config.environment()).isEqualTo("development");
    assertThat(config.directories()).isEmpty();
    assertThat(config.replace()).isFalse();
    assertThat(config.limits()).isEqualTo(TemplateLimits.DEFAULT);
  }

  @Test
  void everyKey_hasItsPlace() {
    var settings =
        new ShippedConfig()
            .with("tasker.environment", "test")
            .with("tasker.templates.directories", "/srv/a, /srv/b,")
            .with("tasker.templates.replace", "true")
            .with("tasker.templates.max-file-size", "1000")
            .with("tasker.templates.max-steps", "7")
            .with("SHOP", "http://shop");
    var config = new TemplateConfig(settings);

    assertThat(config.environment()).isEqualTo("test");
    assertThat(config.directories()).isEqualTo(List.of(Path.of("/srv/a"), Path.of("/srv/b")));
    assertThat(config.replace()).isTrue();
    assertThat(config.limits()).isEqualTo(new TemplateLimits(1000, 7));
    assertThat(config.placeholders().resolve(Map.of("url", "${SHOP}/x")))
        .isEqualTo(Map.of("url", "http://shop/x"));
    assertThat(settings.getPropertyNames())
        .filteredOn(key -> key.startsWith("tasker.templates."))
        .hasSize(4);
  }
}
