package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses templates in tests, with a few handlers and configured values. */
final class Parsing {

  static final String FILE = "shop.yaml";

  private static final KnownHandlers TASK_HANDLERS =
      names(List.of("ApiTask::IntegrationYamlExample", "Audit"));

  private Map<String, String> values = Map.of();
  private TemplateLimits limits = TemplateLimits.DEFAULT;
  private String environment = "development";
  private KnownHandlers handlers =
      names(List.of("Charge", "Refund", "payments.charge_card", "dev.shop.FetchCart"));

  static Parsing parsing() {
    return new Parsing();
  }

  Parsing with(String name, String value) {
    values = new java.util.HashMap<>(values);
    values.put(name, value);
    return this;
  }

  Parsing in(String name) {
    environment = name;
    return this;
  }

  Parsing within(TemplateLimits given) {
    limits = given;
    return this;
  }

  Parsing knowing(String... names) {
    handlers = names(List.of(names));
    return this;
  }

  ParsedTemplate parse(String yaml) {
    Placeholders placeholders = new Placeholders(name -> Optional.ofNullable(values.get(name)));
    ExpressionCheck expressions =
        text -> text.contains("#{}") ? Optional.of("#{}: it is empty") : Optional.empty();
    return new TemplateParser(limits, handlers, expressions, placeholders)
        .parse(FILE, yaml, environment);
  }

  TaskTemplate accepted(String yaml) {
    ParsedTemplate parsed = parse(yaml);
    assertThat(parsed.problems()).isEmpty();
    return parsed.template().orElseThrow();
  }

  List<String> problems(String yaml) {
    ParsedTemplate parsed = parse(yaml);
    assertThat(parsed.template()).isEmpty();
    return parsed.problems().stream().map(TemplateProblem::toString).toList();
  }

  private static KnownHandlers names(List<String> known) {
    return new KnownHandlers() {
      @Override
      public boolean has(String name) {
        return known.contains(name);
      }

      @Override
      public Collection<String> names() {
        return known;
      }

      @Override
      public KnownHandlers forTasks() {
        return TASK_HANDLERS;
      }
    };
  }
}
