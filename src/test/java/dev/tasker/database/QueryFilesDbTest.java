package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.PostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has PostgreSQL read every statement, so that a renamed column fails the build. */
@ExtendWith(PostgresExtension.class)
class QueryFilesDbTest {

  static List<String> queries() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("db/query"))) {
      return files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void statement_fitsTheSchema(String name, DataSource database) throws SQLException {
    NamedSql sql = NamedSql.load(name);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql.sql())) {
      assertThat(statement.getParameterMetaData().getParameterCount())
          .isEqualTo(sql.parameters().size());
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void statement_opensWithItsPurposeAndPlan(String name) throws IOException {
    String text = Files.readString(Path.of("db/query", name + ".sql"));
    assertThat(text).startsWith("-- ");
    if (!text.contains("insert into engine_node") && !text.contains("update engine_node")) {
      assertThat(text).as("the plan to expect").contains("-- Plan: ");
    }
  }
}
