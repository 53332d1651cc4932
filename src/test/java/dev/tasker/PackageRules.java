package dev.tasker;

import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may use whom, as the documentation says it. */
final class PackageRules extends ArchCondition<JavaClass> {

  private static final Path DOCUMENT = Path.of("docs/explanation/architecture.md");
  private static final String HEADING = "## Who may use whom";
  private static final Pattern ROW = Pattern.compile("\\| `([a-z]+)` \\|(.*)\\|");
  private static final Pattern NAME = Pattern.compile("`([a-z]+)`");
  private static final String ROOT = "dev.tasker.";

  private final Map<String, Set<String>> allowed;

  private PackageRules(Map<String, Set<String>> allowed) {
    super("use only the packages that %s allows them", DOCUMENT);
    this.allowed = allowed;
  }

  static PackageRules ofTheDocument() {
    try {
      String text = Files.readString(DOCUMENT);
      String table = text.substring(text.indexOf(HEADING)).split("\n## ", 2)[0];
      return new PackageRules(
          table
              .lines()
              .map(ROW::matcher)
              .filter(Matcher::matches)
              .collect(toUnmodifiableMap(row -> row.group(1), row -> names(row.group(2)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(String cell) {
    return cell.strip().equals("all")
        ? Set.of("all")
        : NAME.matcher(cell).results().map(name -> name.group(1)).collect(toSet());
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    String user = capability(type);
    Set<String> uses = allowed.get(user);
    if (uses == null) {
      String message = "%s has no row for `%s`, the package of %s";
      events.add(
          SimpleConditionEvent.violated(type, message.formatted(DOCUMENT, user, type.getName())));
    } else if (!uses.contains("all")) {
      foreign(type, user)
          .filter(dependency -> !uses.contains(capability(dependency.getTargetClass())))
          .forEach(
              dependency ->
                  events.add(
                      SimpleConditionEvent.violated(dependency, dependency.getDescription())));
    }
  }

  private static Stream<Dependency> foreign(JavaClass type, String user) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> isOurs(dependency.getTargetClass()))
        .filter(dependency -> !capability(dependency.getTargetClass()).equals(user));
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT);
  }

  /** The word after {@code dev.tasker}; arrays belong to their elements. */
  private static String capability(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.substring(ROOT.length()).split("\\.", 2)[0];
  }

  /** Types of the WAR: all but those of the launcher. */
  static DescribedPredicate<JavaClass> arePartOfTheWar() {
    return DescribedPredicate.describe(
        "are part of the WAR", type -> !type.getPackageName().startsWith(ROOT + "tool"));
  }
}
