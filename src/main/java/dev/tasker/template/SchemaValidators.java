package dev.tasker.template;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes validators for JSON Schema 2020-12 that assert formats and fetch nothing. */
final class SchemaValidators {

  private SchemaValidators() {}

  static Validator create() {
    return new ValidatorFactory()
        .withDefaultDialect(new Dialects.Draft2020Dialect())
        .withJsonNodeFactory(PlainNode.FACTORY)
        .withSchemaResolver(uri -> SchemaResolver.Result.empty())
        .withEvaluatorFactory(
            EvaluatorFactory.compose(SchemaValidators::own, new FormatEvaluatorFactory()))
        .createValidator();
  }

  private static Optional<Evaluator> own(
      SchemaParsingContext context, String keyword, JsonNode node) {
    if (!node.isString()) {
      return Optional.empty();
    }
    return switch (keyword) {
      case "pattern" -> {
        var pattern = Pattern.compile(node.asString());
        yield Optional.of((at, value) -> matches(pattern, value));
      }
      case "format" -> Formats.named(node.asString());
      default -> Optional.empty();
    };
  }

  private static Evaluator.Result matches(Pattern pattern, JsonNode value) {
    if (!value.isString()) {
      return Evaluator.Result.success();
    }
    return switch (BoundedMatch.find(pattern, value.asString())) {
      case FOUND -> Evaluator.Result.success();
      case NOT_FOUND -> Evaluator.Result.failure("does not match the pattern " + pattern.pattern());
      case GIVEN_UP ->
          Evaluator.Result.failure(
              "takes too long to compare with the pattern " + pattern.pattern());
    };
  }
}
