package dev.tasker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.expression.Expressions;
import dev.tasker.template.KnownHandlers;
import dev.tasker.template.Placeholders;
import dev.tasker.template.TemplateLimits;
import dev.tasker.template.TemplateParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates that the pages and the examples show are accepted. */
class DocumentedTemplatesTest {

  private static final Pattern WHOLE_TEMPLATE =
      Pattern.compile("^```yaml\\n(name: .*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern KNOWN_KEYS = Pattern.compile("known are (.*)");

  private static final String EVERY_MAP_WITH_A_WRONG_KEY =
      """
      name: keys
      xxxxxxxxxxxx: 1
      step_templates:
        - name: a
          handler_class: any
          xxxxxxxxxxxx: 1
          retry: {xxxxxxxxxxxx: 1}
          custom_events: [{name: a.b, xxxxxxxxxxxx: 1}]
      """;

  private final TemplateParser parser =
      new TemplateParser(
          TemplateLimits.DEFAULT,
          new AnyHandler(),
          new Expressions()::check,
          new Placeholders(name -> Optional.empty()));

  @ParameterizedTest
  @MethodSource("dev.tasker.DocumentationTest#pages")
  void templateOfAPage_isAccepted(Path page) throws IOException {
    var templates =
        WHOLE_TEMPLATE.matcher(Files.readString(page)).results().map(block -> block.group(1));

    assertThat(templates.flatMap(yaml -> problems(page, yaml, "development"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "examples/yaml-only/quick_order.yaml, development",
    "examples/yaml-only/quick_order.yaml, test",
    "examples/ecommerce/src/main/resources/tasker/tasks/api_task/integration_yaml_example.yaml,"
        + " development"
  })
  void templateOfAnExample_isAccepted(Path file, String environment) throws IOException {
    assertThat(problems(file, Files.readString(file), environment)).isEmpty();
  }

  @Test
  void everyKey_isInTheReference() throws IOException {
    var page = Files.readString(Path.of("docs/reference/yaml.md"));
    var keys =
        problems(Path.of("keys.yaml"), EVERY_MAP_WITH_A_WRONG_KEY, "development")
            .map(KNOWN_KEYS::matcher)
            .filter(Matcher::find)
            .flatMap(known -> Stream.of(known.group(1).split(", ")))
            .distinct()
            .toList();

    assertThat(keys).hasSizeGreaterThan(25).contains("name", "max_retry_after", "custom_events");
    assertThat(keys)
        .filteredOn(key -> !page.contains("| `" + key + "` |"))
        .as("keys that docs/reference/yaml.md lacks")
        .isEmpty();
  }

  private Stream<String> problems(Path file, String yaml, String environment) {
    return parser.parse(file.toString(), yaml, environment).problems().stream()
        .map(Object::toString);
  }

  /** The pages name handlers that their reader writes. */
  private static final class AnyHandler implements KnownHandlers {

    @Override
    public boolean has(String name) {
      return true;
    }

    @Override
    public Collection<String> names() {
      return List.of();
    }

    @Override
    public KnownHandlers forTasks() {
      return this;
    }
  }
}
