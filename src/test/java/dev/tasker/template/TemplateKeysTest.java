package dev.tasker.template;

import static dev.tasker.template.Parsing.parsing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a key that is wrong. */
class TemplateKeysTest {

  private static final String STEPS =
      """
      step_templates:
        - name: pay
          handler_class: Charge
      """;

  @Test
  void everyProblemOfAFile_isListedInItsOrder() {
    assertThat(
            parsing()
                .problems(
                    """
                    namespace_nam: payments
                    version: one
                    step_templates:
                      - name: pay
                        handler_class: Chrge
                        depends_on_step: fetsh
                        default_retry_limit: 0
                      - name: fetch
                        handler_class: Charge
                        timeout: soon
                    """))
        .containsExactly(
            "shop.yaml:1: name: is required, but missing",
            "shop.yaml:1: namespace_nam: is not known here; did you mean 'namespace_name'?",
            "shop.yaml:2: version: must be a semantic version, but is the text 'one'; write it as in"
                + " 1.0.0 or 2.1.0-beta.1",
            "shop.yaml:5: step_templates[pay].handler_class: there is no handler 'Chrge'; did you"
                + " mean 'Charge'?",
            "shop.yaml:6: step_templates[pay].depends_on_step: there is no step 'fetsh'; did you"
                + " mean 'fetch'?",
            "shop.yaml:7: step_templates[pay].default_retry_limit: must be a whole number from 1 to"
                + " 1000000, but is the number 0",
            "shop.yaml:10: step_templates[fetch].timeout: must be a duration (500ms, 30s, 2m, 1h, 1d,"
                + " 1.5s, PT30S, or a number of seconds), but is the text 'soon'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: 7                       | name: must be text, but is the number 7: put it in quotes
          name: [a]                     | name: must be text, but is a list
          name: "a b"                   | name: must begin with a letter, a digit or _, go on with these or . / - and have at most 200 characters
          name: ""                      | name: must begin with a letter, a digit or _, go on with these or . / - and have at most 200 characters
          namespace_name: a/b           | namespace_name: must begin with a letter, a digit or _, go on with these or . - and have at most 100 characters
          version: 1.0                  | version: must be a semantic version, but is the number 1.0; did you mean '1.0.0'?
          version: 2                    | version: must be a semantic version, but is the number 2; did you mean '2.0.0'?
          version: v1.2.3               | version: must be a semantic version, but is the text 'v1.2.3'; did you mean '1.2.3'?
          version: 1.2.3.4              | version: must be a semantic version, but is the text '1.2.3.4'; write it as in 1.0.0 or 2.1.0-beta.1
          version: 01.2.3               | version: must be a semantic version, but is the text '01.2.3'; did you mean '1.2.3'?
          version: true                 | version: must be a semantic version, but is the truth value true; write it as in 1.0.0 or 2.1.0-beta.1
          named_steps: pay              | named_steps: must be a list, but is the text 'pay'
          named_steps: []               | name: the step 'pay' is not among named_steps: add it there, or leave named_steps out
          schema: yes                   | schema: must be a map, but is the text 'yes'
          retry: 3                      | retry: must be a map, but is the number 3
          retry: {base_delay: -1s}      | retry.base_delay: must be a duration (500ms, 30s, 2m, 1h, 1d, 1.5s, PT30S, or a number of seconds), but is the text '-1s'
          retry: {base_delay: -1}       | retry.base_delay: must not be negative, but is the number -1
          retry: {max_delay: 366d}      | retry.max_delay: must be 365 days at most, but is the text '366d'
          retry: {multiplier: 0.5}      | retry.multiplier: must be a number from 1 to 1000, but is the number 0.5
          retry: {jitter: 1.1}          | retry.jitter: must be a number from 0 to 1, but is the number 1.1
          retry: {jiter: 0.1}           | retry.jiter: is not known here; did you mean 'jitter'?
          retry: {attempts: 3}          | retry.attempts: is not known here; known are base_delay, multiplier, max_delay, jitter, max_retry_after
          task_handler_class: Audti     | task_handler_class: there is no task handler 'Audti'; did you mean 'Audit'?
          description: {a: b}           | description: must be text, but is a map
          default_dependent_system: 5   | default_dependent_system: must be text, but is the number 5: put it in quotes
          namespace_name: ${NS}         | namespace_name: a placeholder is read in handler_config alone; what stands here is stored and shown as it is
          """)
  void wrongRootKey_isExplained(String line, String problem) {
    String name = line.startsWith("name:") ? "" : "name: order\n";
    List<String> problems = parsing().problems(name + line + "\n" + STEPS);

    assertThat(problems).anySatisfy(message -> assertThat(message).endsWith(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          handler_clas: Charge               | handler_clas: is not known here; did you mean 'handler_class'?
          handler_class: [Charge]            | handler_class: must be text, but is a list
          handler_config: 7                  | handler_config: must be a map, but is the number 7
          depends_on_step: pay               | depends_on_step: the steps wait for each other: pay -> pay; take one of these away
          depends_on_step: [a]               | depends_on_step: names one step; for a list write depends_on_steps
          depends_on_steps: a                | depends_on_steps: must be a list, but is the text 'a'; for one step write depends_on_step
          depends_on_steps: [7]              | depends_on_steps[0]: must be text, but is the number 7: put it in quotes
          depends_on_steps: [pai]            | depends_on_steps[0]: there is no step 'pai'; did you mean 'pay'?
          default_retryable: yes             | default_retryable: must be true or false, but is the text 'yes'
          default_retryable: 1               | default_retryable: must be true or false, but is the number 1
          default_retry_limit: 0             | default_retry_limit: must be a whole number from 1 to 1000000, but is the number 0
          default_retry_limit: 1.5           | default_retry_limit: must be a whole number from 1 to 1000000, but is the number 1.5
          default_retry_limit: "3"           | default_retry_limit: must be a whole number from 1 to 1000000, but is the text '3'
          default_retry_limit: 99999999999   | default_retry_limit: must be a whole number from 1 to 1000000, but is the number 99999999999
          skippable: maybe                   | skippable: must be true or false, but is the text 'maybe'
          timeout: 0                         | timeout: must be at least 1 ms; leave it out for no limit
          timeout: -5s                       | timeout: must be a duration (500ms, 30s, 2m, 1h, 1d, 1.5s, PT30S, or a number of seconds), but is the text '-5s'
          timeout: PT-5S                     | timeout: must not be negative, but is the text 'PT-5S'
          timeout: 1e30                      | timeout: must be 365 days at most, but is the number 1e30
          timeout: []                        | timeout: must be a duration (500ms, 30s, 2m, 1h, 1d, 1.5s, PT30S, or a number of seconds), but is a list
          retry: {max_delay: x}              | retry.max_delay: must be a duration (500ms, 30s, 2m, 1h, 1d, 1.5s, PT30S, or a number of seconds), but is the text 'x'
          custom_events: [{name: x}]         | custom_events[0].name: must be words of letters, digits, _ or - with dots between them, as in order.created
          custom_events: [{name: task.x}]    | custom_events[0].name: begins as the engine's own events do; none may begin with task., step., workflow., observability., handler., subscriber., plugin.
          custom_events: [{name: x.y, descripton: z}] | custom_events[0].descripton: is not known here; did you mean 'description'?
          custom_events: [x.y]               | custom_events[0]: must be a map, but is the text 'x.y'
          custom_events: [{name: x.y}, {name: x.y}] | custom_events[1].name: is given twice
          handler_config: {a: {b: ["${NO}"]}} | handler_config.a.b[0]: there is no value for ${NO}: set NO, for instance as an environment variable, or write ${NO:default}
          handler_config: {a: "x ${"}        | handler_config.a: '${' begins a placeholder, ${NAME} or ${NAME:default}, but none follows; write $${ for the characters themselves
          handler_config: {a: "#{}"}         | handler_config.a: #{}: it is empty
          dependent_system: ${NO}            | dependent_system: a placeholder is read in handler_config alone; what stands here is stored and shown as it is
          """)
  void wrongStepKey_isExplained(String line, String problem) {
    String handler = line.startsWith("handler_class:") ? "" : "    handler_class: Charge\n";
    List<String> problems =
        parsing()
            .problems("name: order\nstep_templates:\n  - name: pay\n" + handler + "    " + line);

    assertThat(problems).singleElement().asString().contains("step_templates[").endsWith(problem);
  }
}
