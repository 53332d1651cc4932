package dev.tasker.template;

import static dev.tasker.template.Parsing.parsing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TemplateDefinitionTest {

  private static final String YAML =
      """
      name: order
      namespace_name: shop
      version: 1.2.3-rc.1+build.5
      description: "Ünïcödé ✓"
      task_handler_class: Audit
      schema: {type: object, properties: {n: {type: number, multipleOf: 0.01, default: 1e-3}}}
      step_templates:
        - name: get
          handler_config: {type: api, url: "http://${HOST:x}/", body: [1, 2.50, null, true, "#{context.n}"]}
          timeout: 1500ms
        - name: pay
          handler_class: A::B::Charge
          depends_on_steps: [get]
          dependent_system: bank
          default_retryable: false
          default_retry_limit: 5
          skippable: true
          retry: {base_delay: 250ms, multiplier: 1.5, max_delay: 1m, jitter: 0, max_retry_after: 2h}
          custom_events: [{name: order.paid, description: Money}]
      """;

  private final TaskTemplate template = parsing().knowing("A::B::Charge").accepted(YAML);

  @Test
  void definition_isReadAsItWasWritten() {
    StoredTemplate stored = TemplateDefinition.store(template, "test");

    TaskTemplate read = TemplateDefinition.read(stored.definition());

    assertThat(read.key()).isEqualTo(template.key()).isEqualTo(stored.key());
    assertThat(read.description()).isEqualTo(template.description());
    assertThat(read.taskHandler()).isEqualTo(template.taskHandler());
    assertThat(read.schema()).isEqualTo(template.schema());
    assertThat(read.steps()).isEqualTo(template.steps());
    assertThat(TemplateDefinition.store(read, "test")).isEqualTo(stored);
  }

  @Test
  void orderOfMembers_doesNotChangeTheChecksum() {
    StoredTemplate stored = TemplateDefinition.store(template, "test");

    String reordered = Json.text(reversed(Json.object(stored.definition())));

    assertThat(reordered).isNotEqualTo(stored.definition());
    assertThat(TemplateDefinition.store(TemplateDefinition.read(reordered), "test").checksum())
        .isEqualTo(stored.checksum())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void anyChange_changesTheChecksum() {
    String checksum = TemplateDefinition.store(template, "test").checksum();

    for (String change :
        List.of("1500ms=1501ms", "bank=banks", "2.50=2.51", "[get]=[]", "jitter: 0=jitter: 1")) {
      String[] words = change.split("=");
      TaskTemplate changed =
          parsing().knowing("A::B::Charge").accepted(YAML.replace(words[0], words[1]));
      assertThat(TemplateDefinition.store(changed, "test").checksum())
          .as(change)
          .isNotEqualTo(checksum);
    }
  }

  private static Object reversedValue(Object value) {
    if (value instanceof Map<?, ?> map) {
      return reversed(map);
    }
    return value instanceof List<?> list
        ? list.stream()
            .map(item -> item == null ? null : reversedValue(item))
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll)
        : value;
  }

  private static Map<String, Object> reversed(Map<?, ?> map) {
    var names = new TreeMap<String, Object>(Comparator.reverseOrder());
    map.forEach((name, value) -> names.put((String) name, reversedValue(value)));
    return new LinkedHashMap<>(names);
  }
}
