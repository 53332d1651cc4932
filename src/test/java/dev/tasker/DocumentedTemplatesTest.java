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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates that the pages and the examples show are accepted. */
class DocumentedTemplatesTest {

  private static final Pattern WHOLE_TEMPLATE =
      Pattern.compile("^```yaml\\n(name: .*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

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
