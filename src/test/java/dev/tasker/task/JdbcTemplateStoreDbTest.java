package dev.tasker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.database.Database;
import dev.tasker.database.Json;
import dev.tasker.database.Uuid7;
import dev.tasker.template.StoredTemplate;
import dev.tasker.template.TemplateKey;
import dev.tasker.template.VersionTakenException;
import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class JdbcTemplateStoreDbTest {

  private static final TemplateKey KEY = new TemplateKey("shop", "order", "1.0.0");

  private final DataSource database;
  private final JdbcTemplateStore store;

  JdbcTemplateStoreDbTest(DataSource database) {
    this.database = database;
    this.store = new JdbcTemplateStore(new Database(database), new Uuid7(Clock.systemUTC()));
  }

  @Test
  void template_isFoundAsItWasKept() {
    UUID id = store.keep(content("a"), false);

    StoredTemplate stored = store.find(id).orElseThrow();

    assertThat(stored.key()).isEqualTo(KEY);
    assertThat(stored.environment()).isEqualTo("test");
    assertThat(Json.object(stored.definition())).isEqualTo(Json.object(content("a").definition()));
    assertThat(store.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void sameContent_keepsItsId() {
    UUID first = store.keep(content("a"), false);

    assertThat(store.keep(content("a"), false)).isEqualTo(first);
    assertThat(store.keep(content("a"), true)).isEqualTo(first);
  }

  @Test
  void otherContent_isRefused() {
    store.keep(content("a"), false);

    assertThatThrownBy(() -> store.keep(content("b"), false))
        .isInstanceOf(VersionTakenException.class)
        .hasMessageContaining("version 1.0.0 of shop.order")
        .hasMessageContaining("tasker.templates.replace=true");
  }

  @Test
  void otherVersionOrEnvironment_isAnotherTemplate() {
    UUID first = store.keep(content("a"), false);

    UUID version = store.keep(content("1.0.1", "test", "b"), false);
    UUID environment = store.keep(content("1.0.0", "production", "c"), false);

    assertThat(List.of(first, version, environment)).doesNotHaveDuplicates();
  }

  @Test
  void replacedContent_staysToBeFound() {
    UUID first = store.keep(content("a"), false);

    UUID second = store.keep(content("b"), true);

    assertThat(second).isNotEqualTo(first);
    assertThat(store.find(first)).isPresent();
    assertThat(store.keep(content("b"), false)).isEqualTo(second);
  }

  @Test
  void contentThatComesBack_isCurrentUnderItsOldId() {
    UUID first = store.keep(content("a"), false);
    store.keep(content("b"), true);

    assertThat(store.keep(content("a"), true)).isEqualTo(first);
    assertThatThrownBy(() -> store.keep(content("b"), false))
        .isInstanceOf(VersionTakenException.class);
  }

  @Test
  void nodesThatStartAtOnce_getOneId() throws Exception {
    var keeping = new ArrayList<Callable<UUID>>();
    for (int node = 0; node < 8; node++) {
      keeping.add(() -> store.keep(content("a"), false));
    }

    assertThat(all(keeping)).hasSize(8).containsOnly(store.keep(content("a"), false));
  }

  @Test
  void nodesThatReplaceAtOnce_leaveOneCurrent() throws Exception {
    var keeping = new ArrayList<Callable<UUID>>();
    for (int node = 0; node < 9; node++) {
      StoredTemplate content = content("content " + node % 3);
      keeping.add(() -> store.keep(content, true));
    }

    all(keeping);

    String current = "select count(*) from task_template where superseded_at is null";
    try (Connection connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(current)) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  private static List<UUID> all(List<Callable<UUID>> calls) throws Exception {
    var threads = Executors.newFixedThreadPool(calls.size());
    try {
      var kept = new ArrayList<UUID>();
      for (var future : threads.invokeAll(calls)) {
        kept.add(future.get());
      }
      return kept;
    } finally {
      threads.shutdownNow();
    }
  }

  private static StoredTemplate content(String words) {
    return content("1.0.0", "test", words);
  }

  private static StoredTemplate content(String version, String environment, String words) {
    return new StoredTemplate(
        new TemplateKey("shop", "order", version),
        environment,
        "checksum of " + words,
        "{\"description\":\"" + words + "\",\"ratio\":1.50,\"url\":\"${HOST}\"}");
  }
}
