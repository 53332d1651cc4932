package dev.tasker.template;

import static dev.tasker.template.Parsing.parsing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that mean harm are refused soon, with a reason. */
class HostileYamlTest {

  private static final String STEP = "step_templates:\n  - {name: a, handler_class: Charge}\n";

  @Test
  void aliasBomb_isRefused() {
    var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int level = 1; level < 9; level++) {
      String below = "*a" + (level - 1);
      yaml.append("a%d: &a%d [%s]\n".formatted(level, level, (below + ", ").repeat(9) + below));
    }

    assertThat(refused(yaml.toString()))
        .containsExactly(
            "shop.yaml: the aliases of the file stand for too many values: write less");
  }

  @Test
  void mergeBomb_isRefused() {
    var yaml = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
    for (int level = 1; level < 30; level++) {
      String below = "*a" + (level - 1);
      yaml.append(
          "a%d: &a%d {<<: [%s, %s], b%d: %s}\n"
              .formatted(level, level, below, below, level, below));
    }

    assertThat(refused(yaml.toString()))
        .containsExactly(
            "shop.yaml: the aliases of the file stand for too many values: write less");
  }

  @Test
  void aliasOfItself_isRefused() {
    assertThat(refused("name: order\n" + STEP + "schema: &s {not: *s}\n"))
        .first()
        .isEqualTo(
            "shop.yaml:4: schema.not: an alias stands inside of the value that it stands for");
    assertThat(refused("name: order\n" + STEP + "schema: &s {<<: *s}\n"))
        .containsExactly(
            "shop.yaml:4: schema: an alias stands inside of the value that it stands for",
            "shop.yaml:4: schema: << takes a map or a list of maps, but this is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void deepNesting_isRefused(String opening) {
    assertThat(refused("name: " + opening.repeat(200_000)))
        .singleElement()
        .asString()
        .matches(
            "shop.yaml:1: this is not YAML: .*"
                + "|shop.yaml: maps and lists lie deeper than 60 levels in each other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "!!java.lang.Runtime {}",
        "!<tag:yaml.org,2002:java.net.URL> x",
        "!local x",
        "!!binary aGk=",
        "!!timestamp 2024-01-01",
        "!!set {a, b}"
      })
  void tags_areNotRead(String value) {
    assertThat(refused("name: order\n" + STEP + "description: " + value))
        .first()
        .asString()
        .matches(
            "shop.yaml:4: description: the tag \\S+ is not read: a template holds plain values"
                + " alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!int x", "!!float .", "!!bool maybe", "!!null x"})
  void tagThatDoesNotFit_isRefused(String value) {
    assertThat(refused("name: order\n" + STEP + "description: " + value))
        .first()
        .asString()
        .matches("shop.yaml:4: description: the tag !!\\w+ does not fit this value: leave it out");
  }

  @Test
  void keyGivenTwice_isRefused() {
    assertThat(refused("name: order\nname: other\n" + STEP + "    ? [a]\n    : b\n")).isNotEmpty();
    assertThat(refused("name: order\nname: other\n" + STEP))
        .containsExactly("shop.yaml:2: name: is given twice; it stands in line 1 already");
  }

  @Test
  void keyThatIsAList_isRefused() {
    assertThat(refused("name: order\n" + STEP + "schema: {? [a] : b}\n"))
        .containsExactly(
            "shop.yaml:4: schema: a key must be text, but this one is a map or a list");
  }

  @Test
  void hugeFile_isRefused() {
    String yaml = "a: b\n".repeat(1_000_000);

    assertThat(refused(yaml))
        .containsExactly(
            "shop.yaml: the file is larger than 4194304 bytes; tasker.templates.max-file-size can"
                + " raise that");
  }

  @Test
  void hugeNumbers_areRefused() {
    for (String number :
        List.of("1e999999999", "1e-999999999", "9".repeat(100_000), "1e99999999999")) {
      assertThat(refused("name: order\n" + STEP + "schema: {const: " + number + "}\n"))
          .first()
          .asString()
          .matches(
              "shop.yaml:4: schema.const: the number (is out of range|has more than 1000 digits)");
    }
  }

  @Test
  void manyPlaceholders_takeLinearTime() {
    for (String text : List.of("${A:", "${", "$${", "#{", "${A}", "}${")) {
      String yaml =
          "name: order\n"
              + STEP.replace("}", ", handler_config: {a: '" + text.repeat(200_000) + "'}}");
      refused(yaml + "oops: 1\n");
    }
  }

  @Test
  void manyUnknownKeys_areCounted() {
    String keys =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "key_" + i + ": 1\n")
            .collect(Collectors.joining());

    assertThat(refused(keys))
        .hasSize(201)
        .last()
        .isEqualTo("shop.yaml: more is wrong than the 200 problems above");
  }

  @Test
  void largeTemplate_isReadInTime() {
    String steps =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "  - {name: s%d, handler_class: Charge%s}\n"
                        .formatted(i, i == 0 ? "" : ", depends_on_step: s" + (i - 1)))
            .collect(Collectors.joining());

    TaskTemplate template =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () -> parsing().accepted("name: order\nstep_templates:\n" + steps));
    assertThat(template.steps()).hasSize(10_000);
  }

  @Test
  void largeCircle_isFoundInTime() {
    String steps =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "  - {name: s%d, handler_class: Charge, depends_on_step: s%d}\n"
                        .formatted(i, (i + 1) % 10_000))
            .collect(Collectors.joining());

    assertThat(refused("name: order\nstep_templates:\n" + steps))
        .singleElement()
        .asString()
        .contains("the steps wait for each other: ")
        .hasSizeLessThan(500);
  }

  @Test
  void whatIsNoYaml_isExplained() {
    assertThat(refused(""))
        .containsExactly("shop.yaml:1: the file is empty: a task template begins with its name");
    assertThat(refused("# nothing\n"))
        .containsExactly("shop.yaml:1: the file is empty: a task template begins with its name");
    assertThat(refused("- a\n"))
        .containsExactly("shop.yaml:1: a task template is a map of keys, but this is a list");
    assertThat(refused("name: a: b\n"))
        .containsExactly("shop.yaml:1: this is not YAML: mapping values are not allowed here");
    assertThat(refused("name: a\n---\nname: b\n"))
        .containsExactly(
            "shop.yaml:2: this is not YAML: a file holds one template, but another document begins here");
    assertThat(refused("name: a\ndescription: \u0007\n"))
        .containsExactly(
            "shop.yaml:2: the character U+0007 is not allowed in YAML: write it as \\u0007 in double quotes");
    assertThat(refused("name: \"a\\0b\"\n" + STEP).get(0))
        .isEqualTo("shop.yaml:1: name: the character U+0000 cannot be stored: leave it out");
    assertThat(refused("name: *nowhere\n"))
        .singleElement()
        .asString()
        .startsWith("shop.yaml:1: this is not YAML: found undefined alias nowhere");
  }

  @Test
  void byteOrderMark_isSkipped() {
    assertThat(parsing().accepted("\uFEFFname: order\n" + STEP).key().name()).isEqualTo("order");
  }

  private static List<String> refused(String yaml) {
    return assertTimeoutPreemptively(Duration.ofSeconds(30), () -> parsing().problems(yaml));
  }
}
