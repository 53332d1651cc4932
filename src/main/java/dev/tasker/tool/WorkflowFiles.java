package dev.tasker.tool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of a workflow and of its handlers. */
final class WorkflowFiles {

  private static final String MAIN = "src/main/java/";
  private static final String TEST = "src/test/java/";

  private WorkflowFiles() {}

  static GeneratedFiles taskHandler(
      GeneratedFiles files, String name, String namespace, List<String> steps, String javaPackage) {
    String type = JavaNames.camelCase(name) + "TaskHandler";
    String resource = "tasker/tasks/%s/%s.yaml".formatted(namespace, name);
    Map<String, String> values =
        new HashMap<>(GenerateCommand.values(javaPackage, name, type, namespace + "." + name));
    values.put("FIRST", steps.get(0));
    values.put("RESOURCE", resource);
    values.put(
        "CLASSES",
        type
            + ".class, "
            + steps.stream()
                .map(step -> JavaNames.camelCase(step) + "StepHandler.class")
                .collect(Collectors.joining(", ")));
    files
        .add("src/main/resources/" + resource, yaml(name, namespace, steps))
        .add(path(MAIN, javaPackage, type), Blueprint.fill("TaskHandler.java", values))
        .add(
            path(TEST, javaPackage, type + "Test"), Blueprint.fill("TaskHandlerTest.java", values));
    steps.forEach(step -> stepHandler(files, step, namespace + "." + name, javaPackage));
    return files;
  }

  static GeneratedFiles stepHandler(
      GeneratedFiles files, String name, String namespace, String javaPackage) {
    String type = JavaNames.camelCase(name) + "StepHandler";
    Map<String, String> values =
        GenerateCommand.values(javaPackage, name, type, namespace + "." + name);
    return files
        .add(path(MAIN, javaPackage, type), Blueprint.fill("StepHandler.java", values))
        .add(path(TEST, javaPackage, type + "Test"), Blueprint.fill("StepHandlerTest.java", values))
        .addIfMissing(path(TEST, javaPackage, "TestStep"), Blueprint.fill("TestStep.java", values))
        .addIfMissing("src/main/resources/META-INF/beans.xml", "");
  }

  static String path(String root, String javaPackage, String type) {
    return root + javaPackage.replace('.', '/') + "/" + type + ".java";
  }

  private static String yaml(String name, String namespace, List<String> steps) {
    var yaml = new StringBuilder();
    yaml.append("name: ").append(name).append('\n');
    yaml.append("namespace_name: ").append(namespace).append('\n');
    yaml.append("version: 1.0.0\n");
    yaml.append("task_handler_class: ").append(namespace).append('.').append(name).append('\n');
    yaml.append("\n# JSON Schema of what a task is started with.\n");
    yaml.append("schema:\n  type: object\n\nstep_templates:\n");
    for (int i = 0; i < steps.size(); i++) {
      yaml.append("  - name: ").append(steps.get(i)).append('\n');
      if (i > 0) {
        yaml.append("    depends_on_step: ").append(steps.get(i - 1)).append('\n');
      }
      yaml.append("    handler_class: %s.%s.%s%n".formatted(namespace, name, steps.get(i)));
    }
    return yaml.toString().replace("\r\n", "\n");
  }
}
