package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresExtension.class)
class ArrayTextDbTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "plain", "NULL", "null", "{a,b}", "a,b", " ", "a\"b", "\\", "\\\"", "a\nb", "ä€😀", "'"
      })
  void text_arrivesAsItIs(String text, DataSource source) throws SQLException {
    Object[] values = {text, null, text + "x"};
    assertThat(read(source, "select :values::text[]", values)).isEqualTo(values);
  }

  @Test
  void numbersAndIds_needNoQuotes(DataSource source) throws SQLException {
    UUID id = UUID.randomUUID();
    assertThat(read(source, "select :values::uuid[]", new Object[] {id, null}))
        .isEqualTo(new Object[] {id, null});
    assertThat(read(source, "select :values::bigint[]", new Object[] {Long.MIN_VALUE, 7L}))
        .isEqualTo(new Object[] {Long.MIN_VALUE, 7L});
    assertThat(read(source, "select :values::boolean[]", new Object[] {true, false}))
        .isEqualTo(new Object[] {true, false});
    assertThat(read(source, "select :values::integer[]", new Object[] {})).isEmpty();
  }

  private static Object[] read(DataSource source, String sql, Object[] values) throws SQLException {
    try (Connection connection = source.getConnection();
        NamedStatement statement = NamedSql.parse(sql).on(connection);
        var row = statement.setArray("values", "any", values).query()) {
      assertThat(row.next()).isTrue();
      return (Object[]) row.getArray(1).getArray();
    }
  }
}
