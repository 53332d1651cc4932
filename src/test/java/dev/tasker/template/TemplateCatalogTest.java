package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.ShippedConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCatalogTest {

  private static final Optional<String> NEWEST = Optional.empty();

  @TempDir Path folder;

  private final ShippedConfig settings = new ShippedConfig();
  private final MemoryStore store = new MemoryStore();

  @BeforeEach
  void searchTheFolder() {
    settings.with("tasker.templates.directories", folder.toString());
  }

  @Test
  void badFile_isRefusedWhileTheOthersLoad() throws IOException {
    write("good.yaml", template("good", "1.0.0", "/a"));
    write("bad.yaml", "name: bad\nstep_templates: 7\n");

    TemplateCatalog catalog = loaded();

    assertThat(catalog.all())
        .extracting(one -> one.template().key().name())
        .containsExactly("good");
    assertThat(catalog.refused())
        .containsExactly(
            new RefusedTemplate(
                folder + "/bad.yaml",
                List.of(
                    folder + "/bad.yaml:2: step_templates: must be a list, but is the number 7")));
  }

  @Test
  void placeholder_isResolvedInMemoryAlone() throws IOException {
    settings.with("SHOP_KEY", "s3cret");
    write("a.yaml", template("order", "1.0.0", "/${SHOP_KEY}"));

    TemplateCatalog catalog = loaded();

    LoadedTemplate loaded = catalog.find("default", "order", NEWEST).orElseThrow();
    assertThat(loaded.config(0)).containsEntry("path", "/s3cret");
    assertThat(loaded.template().step(0).handlerConfig()).containsEntry("path", "/${SHOP_KEY}");
    assertThat(loaded.toString()).doesNotContain("s3cret");
    assertThat(store.all().toString()).contains("${SHOP_KEY}").doesNotContain("s3cret");
  }

  @Test
  void newestVersion_isTheHighestSemanticOne() throws IOException {
    write("a.yaml", template("order", "2.0.0", "/a"));
    write("b.yaml", template("order", "10.0.0-beta.2", "/b"));
    write("c.yaml", template("order", "10.0.0-beta.10", "/c"));
    write("d.yaml", template("order", "9.9.9", "/d"));

    TemplateCatalog catalog = loaded();

    assertThat(version(catalog.find("default", "order", NEWEST))).isEqualTo("10.0.0-beta.10");
    assertThat(version(catalog.find("default", "order", Optional.of("2.0.0")))).isEqualTo("2.0.0");
    assertThat(catalog.find("default", "order", Optional.of("2.0"))).isEmpty();
    assertThat(catalog.all())
        .extracting(one -> one.template().key().version())
        .containsExactly("10.0.0-beta.10", "10.0.0-beta.2", "9.9.9", "2.0.0");
  }

  @Test
  void sameVersionInTwoFiles_isRefusedTheSecondTime() throws IOException {
    write("a.yaml", template("order", "1.0.0", "/a"));
    write("sub/b.yml", template("order", "1.0.0", "/b"));

    TemplateCatalog catalog = loaded();

    assertThat(catalog.find("default", "order", NEWEST).orElseThrow().config(0))
        .containsEntry("path", "/a");
    assertThat(catalog.refused())
        .singleElement()
        .extracting(RefusedTemplate::problems)
        .isEqualTo(
            List.of(
                folder
                    + "/sub/b.yml: default.order@1.0.0 is loaded from "
                    + folder
                    + "/a.yaml already: give it another version"));
  }

  @Test
  void changedContent_needsAnotherVersionOrTheSetting() throws IOException {
    write("a.yaml", template("order", "1.0.0", "/a"));
    UUID first = loaded().find("default", "order", NEWEST).orElseThrow().templateId();
    write("a.yaml", template("order", "1.0.0", "/b"));

    TemplateCatalog refusing = loaded();
    settings.with("tasker.templates.replace", "true");
    TemplateCatalog replacing = loaded();

    assertThat(refusing.all()).isEmpty();
    assertThat(refusing.refused().get(0).problems().get(0))
        .contains("with other content", "tasker.templates.replace=true");
    LoadedTemplate second = replacing.find("default", "order", NEWEST).orElseThrow();
    assertThat(second.config(0)).containsEntry("path", "/b");
    assertThat(replacing.byId(second.templateId())).containsSame(second);
    assertThat(replacing.byId(first).orElseThrow().config(0)).containsEntry("path", "/a");
    assertThat(replacing.byId(first)).containsSame(replacing.byId(first).orElseThrow());
    assertThat(replacing.byId(UUID.randomUUID())).isEmpty();
  }

  @Test
  void olderDefinitionWithoutItsValue_isNotUsedOnThisNode() throws IOException {
    settings.with("SHOP_KEY", "s3cret");
    write("a.yaml", template("order", "1.0.0", "/${SHOP_KEY}"));
    UUID id = loaded().find("default", "order", NEWEST).orElseThrow().templateId();
    settings.with("SHOP_KEY", "");
    Files.delete(folder.resolve("a.yaml"));

    assertThat(loaded().byId(id)).isEmpty();
  }

  @Test
  void unknownTemplate_isExplainedWithTheNearest() throws IOException {
    write("a.yaml", template("order", "1.0.0", "/a"));
    write("b.yaml", "namespace_name: shop\n" + template("refund", "2.0.0", "/a"));

    TemplateCatalog catalog = loaded();

    assertThat(catalog.unknown("default", "ordre", NEWEST))
        .isEqualTo(
            "there is no task template \"ordre\" in the namespace \"default\"; did you mean"
                + " \"order\"?");
    assertThat(catalog.unknown("default", "refund", NEWEST))
        .isEqualTo(
            "there is no task template \"refund\" in the namespace \"default\"; set \"namespace\""
                + " to \"shop\", which has it");
    assertThat(catalog.unknown("shp", "refnd", NEWEST))
        .isEqualTo(
            "there is no task template \"refnd\" in the namespace \"shp\"; did you mean \"refund\""
                + " in the namespace \"shop\"?");
    assertThat(catalog.unknown("default", "x", NEWEST))
        .isEqualTo("there is no task template \"x\" in the namespace \"default\"");
    assertThat(catalog.unknown("shop", "refund", Optional.of("1.0.0")))
        .isEqualTo("there is no version 1.0.0 of the task template \"refund\"; there are 2.0.0");
  }

  private TemplateCatalog loaded() {
    var catalog =
        new TemplateCatalog(
            new TemplateConfig(settings), store, new OneHandler(), text -> Optional.empty());
    catalog.load();
    return catalog;
  }

  private void write(String name, String yaml) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml, StandardCharsets.UTF_8);
  }

  private static String template(String name, String version, String path) {
    return """
    name: %s
    version: %s
    step_templates:
      - {name: get, handler_class: Get, handler_config: {path: "%s"}}
    """
        .formatted(name, version, path);
  }

  private static String version(Optional<LoadedTemplate> loaded) {
    return loaded.orElseThrow().template().key().version();
  }

  /** Keeps templates as the store of the database does, for as long as a test. */
  private static final class MemoryStore implements TemplateStore {

    private final Map<UUID, StoredTemplate> kept = new HashMap<>();
    private final Map<TemplateKey, UUID> current = new HashMap<>();

    Collection<StoredTemplate> all() {
      return kept.values();
    }

    @Override
    public UUID keep(StoredTemplate template, boolean replace) {
      UUID present = current.get(template.key());
      if (present != null && kept.get(present).checksum().equals(template.checksum())) {
        return present;
      }
      if (present != null && !replace) {
        throw new VersionTakenException(template.key());
      }
      UUID id = UUID.randomUUID();
      kept.put(id, template);
      current.put(template.key(), id);
      return id;
    }

    @Override
    public Optional<StoredTemplate> find(UUID templateId) {
      return Optional.ofNullable(kept.get(templateId));
    }
  }

  private static final class OneHandler implements KnownHandlers {
    @Override
    public boolean has(String name) {
      return name.equals("Get");
    }

    @Override
    public Collection<String> names() {
      return List.of("Get");
    }

    @Override
    public KnownHandlers forTasks() {
      return this;
    }
  }
}
