package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.template.TemplateFixture;
import org.junit.jupiter.api.Test;

class StepParentsTest {

  @Test
  void storedTemplate_tellsTheParentsOfItsSteps() {
    String definition =
        TemplateFixture.definition(
            """
            name: order
            step_templates:
              - {name: fetch, handler_config: {type: api, url: "http://shop"}}
              - {name: pay, handler_config: {type: api, url: "http://bank"}, depends_on_step: fetch}
            """);

    StepParents parents = StepParents.ofDefinition(definition);

    assertThat(parents.of("fetch")).isEmpty();
    assertThat(parents.of("pay")).containsExactly("fetch");
  }
}
