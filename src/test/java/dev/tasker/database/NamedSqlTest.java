package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamedSqlTest {

  @Test
  void parameters_areFoundInOrderAndMoreThanOnce() {
    NamedSql sql = NamedSql.parse("select :a, :b_2 where x = :a");
    assertThat(sql.sql()).isEqualTo("select ?, ? where x = ?");
    assertThat(sql.parameters()).containsExactly("a", "b_2", "a");
  }

  @Test
  void castsTextsCommentsAndAssignments_areNoParameters() {
    NamedSql sql = NamedSql.parse("-- not :this\nselect ':nor', :id::uuid, v := 1, 'it''s :no'");
    assertThat(sql.sql()).isEqualTo("select ':nor', ?::uuid, v := 1, 'it''s :no'");
    assertThat(sql.parameters()).containsExactly("id");
  }
}
