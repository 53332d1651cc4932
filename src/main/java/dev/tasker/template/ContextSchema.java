package dev.tasker.template;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.Validator;
import dev.tasker.api.task.TaskRefusedException.Problem;
import dev.tasker.database.Json;
import dev.tasker.template.SchemaCheck.SchemaProblem;
import dev.tasker.template.SchemaMessages.Message;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of a template's contexts, compiled once. Formats are asserted; nothing
 * is ever fetched. Thread-safe.
 */
public final class ContextSchema {

  private static final int MAX_PROBLEMS = 100;
  private static final String ROOT = "context";

  private final SchemaShape shape;
  private final Validator validator;
  private final URI schema;

  private ContextSchema(Map<String, Object> schema) {
    this.shape = new SchemaShape(schema);
    this.validator = SchemaValidators.create();
    this.schema = validator.registerSchema(new PlainNode(schema, ""));
  }

  /**
   * Compiles a schema that has no {@link #problems(Map)}.
   *
   * @param schema empty accepts every context
   */
  static ContextSchema of(Map<String, Object> schema) {
    return new ContextSchema(schema);
  }

  /** What is wrong with a schema; empty if it can be used. */
  static List<SchemaProblem> problems(Map<String, Object> schema) {
    return SchemaCheck.problems(schema);
  }

  /**
   * What came of a context.
   *
   * @param context the context with the schema's defaults filled in: what is to be stored
   * @param problems what is wrong with it; empty if it is accepted
   */
  public record Checked(Map<String, Object> context, List<Problem> problems) {

    /** Copies the problems. */
    public Checked {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Fills in the defaults, then validates.
   *
   * @param context maps, lists and scalars as JSON has them
   */
  public Checked check(Map<String, Object> context) {
    List<Json.Fault> faults = Json.faults(context);
    if (!faults.isEmpty()) {
      return new Checked(
          context,
          faults.stream()
              .map(
                  fault ->
                      new Problem(
                          fault.path().isEmpty() ? ROOT : ROOT + "." + fault.path(),
                          fault.message()))
              .toList());
    }
    try {
      Map<String, Object> filled = SchemaDefaults.fill(shape, context);
      return new Checked(filled, validate(filled));
    } catch (SchemaDefaults.EndlessDefaultsException e) {
      return new Checked(
          context,
          List.of(
              new Problem(
                  ROOT,
                  "the defaults of the template's schema hold each other without end: its author"
                      + " must change it")));
    } catch (StackOverflowError e) {
      return new Checked(context, List.of(new Problem(ROOT, "is nested too deeply to be checked")));
    }
  }

  private List<Problem> validate(Map<String, Object> context) {
    Validator.Result result = validator.validate(schema, new PlainNode(context, ""));
    if (result.isValid()) {
      return List.of();
    }
    var messages = new SchemaMessages(shape, context);
    var problems = new LinkedHashSet<Problem>();
    for (Error error : result.getErrors()) {
      for (Message message : messages.of(error)) {
        problems.add(new Problem(ROOT + JsonPlace.path(message.pointer()), message.text()));
      }
      if (problems.size() >= MAX_PROBLEMS) {
        break;
      }
    }
    if (problems.isEmpty()) {
      problems.add(new Problem(ROOT, "does not fit the template's schema"));
    }
    return new ArrayList<>(problems);
  }
}
