package dev.tasker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show compiles, and what they link to is there. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern JAVA =
      Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("public (?:class|interface|record) (\\w+)");

  private static final String IMPORTS =
      """
      import dev.tasker.api.event.*;
      import dev.tasker.api.handler.*;
      import dev.tasker.api.task.*;
      import jakarta.annotation.Resource;
      import jakarta.enterprise.context.*;
      import jakarta.enterprise.event.*;
      import jakarta.inject.*;
      import jakarta.transaction.Transactional;
      import java.net.URI;
      import java.net.http.*;
      import java.net.http.HttpResponse.BodyHandlers;
      import java.sql.SQLException;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import javax.sql.DataSource;
      import org.eclipse.microprofile.faulttolerance.*;
      """;

  /** The business code that the pages take for granted. */
  private static final String IMAGINED =
      """
      interface PaymentGateway { String charge(Object what, String key); }
      interface Airline { String book(Object what, String key); }
      interface Customers { java.util.List<Customer> all(); }
      interface Customer { void score(); }
      interface Hotel { Answer reserve(Object what, String key); }
      record Answer(int status, String body) {}
      """;

  @ParameterizedTest
  @MethodSource("pages")
  void link_leadsToAFile(Path page) throws IOException {
    var missing =
        targets(page).filter(target -> !Files.exists(directory(page).resolve(target))).toList();

    assertThat(missing).as("links of %s that lead nowhere", page).isEmpty();
  }

  @Test
  void everyPage_isReachedFromTheReadme() throws IOException {
    var reached = new LinkedHashSet<Path>();
    var next = new ArrayDeque<>(List.of(Path.of("README.md")));
    while (!next.isEmpty()) {
      var page = next.remove();
      if (reached.add(page)) {
        targets(page)
            .map(target -> directory(page).resolve(target).normalize())
            .filter(path -> path.toString().endsWith(".md") && Files.exists(path))
            .forEach(next::add);
      }
    }

    assertThat(pages()).as("pages; link a new one from README.md or an index").isSubsetOf(reached);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void javaExample_compiles(Path page, @TempDir Path classes) throws IOException {
    var errors =
        matches(JAVA, page).flatMap(block -> errors(block.group(1), classes).stream()).toList();

    assertThat(errors).as("examples of %s that do not compile", page).isEmpty();
  }

  static Stream<Path> pages() throws IOException {
    try (var docs = Files.walk(Path.of("docs"));
        var examples = Files.walk(Path.of("examples"), 2)) {
      var tops = Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"));
      return Stream.of(tops, docs, examples)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Stream<String> targets(Path page) throws IOException {
    return matches(LINK, page)
        .map(link -> link.group(1))
        .filter(target -> !target.matches("[a-z]+:.*"));
  }

  private static Stream<MatchResult> matches(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results();
  }

  private static Path directory(Path page) {
    var parent = page.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static List<String> errors(String example, Path classes) {
    var type = TYPE.matcher(example);
    assertThat(type.find()).as("a public type in: %s", example).isTrue();
    var problems = new DiagnosticCollector<JavaFileObject>();
    var sources =
        List.of(new Source(type.group(1), IMPORTS + example), new Source("Imagined", IMAGINED));
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, problems, options(classes), null, sources)
        .call();
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> type.group(1) + ": " + problem.getMessage(Locale.ROOT))
        .toList();
  }

  private static List<String> options(Path classes) {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
