package dev.tasker.tool;

import dev.tasker.expression.Expressions;
import dev.tasker.http.HttpStepConfig;
import dev.tasker.template.ConfigProblem;
import dev.tasker.template.KnownHandlers;
import dev.tasker.template.ParsedTemplate;
import dev.tasker.template.Placeholders;
import dev.tasker.template.StepTemplate;
import dev.tasker.template.TaskTemplate;
import dev.tasker.template.TemplateLimits;
import dev.tasker.template.TemplateParser;
import dev.tasker.template.TemplateProblem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks files as the server does: with the same parser, and the same words. */
final class TemplateCheck {

  private final TemplateParser parser;
  private final String environment;
  private final List<TaskTemplate> templates = new ArrayList<>();
  private int checked;

  /**
   * A check.
   *
   * @param libraries with the handlers that there are; empty if any name is to be taken for one
   */
  TemplateCheck(List<Path> libraries, String environment) {
    this.environment = environment;
    this.parser =
        new TemplateParser(
            TemplateLimits.DEFAULT,
            libraries.isEmpty() ? new AnyHandler() : HandlerJars.read(libraries),
            new Expressions()::check,
            new Placeholders(TemplateCheck::value));
  }

  /** How many files were looked at. */
  int checked() {
    return checked;
  }

  /** Those that were good, as pictures. */
  List<String> pictures(DiagramCommand.Format format) {
    return templates.stream().map(template -> TemplatePicture.of(template, format)).toList();
  }

  /** Everything that is wrong with some files or folders of them, ready to be shown. */
  List<String> problems(List<Path> places) {
    List<String> problems = new ArrayList<>();
    for (Path place : places) {
      if (!Files.exists(place)) {
        throw new LaunchException(
            ExitCode.FILES_REFUSED, "There is no file or folder %s.".formatted(place));
      }
      for (Path file : files(place)) {
        checked++;
        problems.addAll(problems(file));
      }
    }
    return problems;
  }

  private List<String> problems(Path file) {
    try {
      ParsedTemplate parsed = parser.parse(file.toString(), Files.readString(file), environment);
      parsed.template().ifPresent(templates::add);
      return parsed.problems().stream().map(TemplateProblem::toString).toList();
    } catch (MalformedInputException e) {
      return List.of(file + ": the file is not UTF-8: save it in that encoding");
    } catch (IOException e) {
      return List.of(file + ": cannot be read: " + Words.of(e));
    }
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.walk(place, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*[.]ya?ml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LaunchException(
          ExitCode.FILES_REFUSED, "%s cannot be read: %s".formatted(place, Words.of(e)));
    }
  }

  /** As MicroProfile Config reads the environment. */
  private static Optional<String> value(String name) {
    String property = System.getProperty(name);
    if (property != null) {
      return Optional.of(property);
    }
    String exact = System.getenv(name);
    String plain = name.replaceAll("[^A-Za-z0-9]", "_");
    return Optional.ofNullable(exact)
        .or(() -> Optional.ofNullable(System.getenv(plain)))
        .or(() -> Optional.ofNullable(System.getenv(plain.toUpperCase(Locale.ROOT))));
  }

  /** Takes every name for a handler's, and knows the built-in one. */
  static class AnyHandler implements KnownHandlers {

    @Override
    public boolean has(String name) {
      return true;
    }

    @Override
    public Collection<String> names() {
      return List.of();
    }

    @Override
    public List<ConfigProblem> problems(String name, Map<String, Object> config) {
      return name.equals(StepTemplate.HTTP_HANDLER) ? HttpStepConfig.problems(config) : List.of();
    }

    @Override
    public KnownHandlers forTasks() {
      return this;
    }
  }
}
