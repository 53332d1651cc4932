package dev.tasker.task;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.Uuid7;
import dev.tasker.template.StoredTemplate;
import dev.tasker.template.TemplateKey;
import dev.tasker.template.TemplateStore;
import dev.tasker.template.VersionTakenException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Keeps templates in the table {@code task_template}. Thread-safe. */
@ApplicationScoped
class JdbcTemplateStore implements TemplateStore {

  private static final NamedSql KEEP = NamedSql.load("keep_template");
  private static final NamedSql FIND = NamedSql.load("find_template");

  private Database database;
  private Uuid7 ids;

  /** For the container. */
  JdbcTemplateStore() {}

  @Inject
  JdbcTemplateStore(Database database, Uuid7 ids) {
    this.database = database;
    this.ids = ids;
  }

  @Override
  public UUID keep(StoredTemplate template, boolean replace) {
    TemplateKey key = template.key();
    Optional<UUID> kept =
        database.call(
            connection -> {
              try (var statement =
                      KEEP.on(connection)
                          .set("id", ids.next())
                          .set("namespace", key.namespace())
                          .set("name", key.name())
                          .set("version", key.version())
                          .set("environment", template.environment())
                          .set("checksum", template.checksum())
                          .set("definition", template.definition())
                          .set("replace", replace);
                  ResultSet row = statement.query()) {
                if (!row.next()) {
                  throw new SQLException("keep_template returned no row");
                }
                return Optional.ofNullable(row.getObject("template_id", UUID.class));
              }
            });
    return kept.orElseThrow(() -> new VersionTakenException(key));
  }

  @Override
  public Optional<StoredTemplate> find(UUID templateId) {
    return database.call(
        connection -> {
          try (var statement = FIND.on(connection).set("id", templateId);
              ResultSet row = statement.query()) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
          }
        });
  }

  private static StoredTemplate read(ResultSet row) throws SQLException {
    return new StoredTemplate(
        new TemplateKey(
            row.getString("namespace"), row.getString("name"), row.getString("version")),
        row.getString("environment"),
        row.getString("checksum"),
        row.getString("definition"));
  }
}
