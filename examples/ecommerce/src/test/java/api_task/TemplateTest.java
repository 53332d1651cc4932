package api_task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.handler.AsyncStepHandler;
import dev.tasker.api.handler.StepHandler;
import dev.tasker.api.handler.TaskHandler;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The template and the handlers fit together. */
class TemplateTest {

  private static final String PATH = "/tasker/tasks/api_task/integration_yaml_example.yaml";

  private final Map<String, Object> template = new Yaml().load(text());

  @Test
  void template_isTheOneGivenUnchanged() throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(text().getBytes("UTF-8"));

    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("38bfd8e966e67267367abca56f56b61071f10d32947b1ff4ac7ccfb8c38c12a0");
  }

  @Test
  void eachStep_hasAHandlerOfThatName() {
    assertThat(steps())
        .hasSize(5)
        .allSatisfy(
            step ->
                assertThat(classNamed((String) step.get("handler_class")))
                    .matches(
                        type ->
                            StepHandler.class.isAssignableFrom(type)
                                || AsyncStepHandler.class.isAssignableFrom(type)));
  }

  @Test
  void task_hasAHandlerOfThatName() {
    assertThat(classNamed((String) template.get("task_handler_class")))
        .isAssignableTo(TaskHandler.class);
  }

  @Test
  void stepsThatTheTaskHandlerPrepares_exist() {
    assertThat(steps())
        .extracting(step -> step.get("name"))
        .contains("create_order", "publish_event");
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> steps() {
    return (List<Map<String, Object>>) template.get("step_templates");
  }

  private static Class<?> classNamed(String handlerClass) {
    var simpleName = handlerClass.substring(handlerClass.lastIndexOf(':') + 1);
    try {
      return Class.forName("api_task." + simpleName);
    } catch (ClassNotFoundException missing) {
      throw new AssertionError("there is no handler " + handlerClass, missing);
    }
  }

  private static String text() {
    try (var in = TemplateTest.class.getResourceAsStream(PATH)) {
      return new String(in.readAllBytes(), "UTF-8");
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
