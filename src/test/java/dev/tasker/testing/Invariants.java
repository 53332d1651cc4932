package dev.tasker.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must always hold of the engine's tables, whatever happened: each question finds what breaks
 * a promise. They may be asked at any time, of a busy engine too.
 */
public final class Invariants {

  private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put(
        "a step was completed twice",
        """
        select task_id, step_no from transition
        where step_no is not null and to_state in ('complete', 'resolved_manually')
          and from_state <> to_state -- which tells of a late result that was refused
        group by task_id, step_no having count(*) > 1
        """);
    QUESTIONS.put(
        "a step began before its parents were done",
        """
        select task_id, step_no from workflow_step
        where remaining_parents > 0 and state in ('in_progress', 'complete')
        """);
    QUESTIONS.put(
        "a task's counter of unfinished leaves is wrong",
        """
        select t.task_id, t.unfinished_leaves from task t
        where t.unfinished_leaves <> (
          select count(*) from workflow_step s
          where s.task_id = t.task_id and s.leaf and s.state in ('pending', 'in_progress', 'error'))
        """);
    QUESTIONS.put(
        "a task ended, and steps of it are in the queue",
        """
        select t.task_id, r.step_no from task t join ready_step r using (task_id)
        where t.status in ('complete', 'cancelled', 'resolved_manually')
        """);
    QUESTIONS.put(
        "a step is in the queue in a state that cannot start",
        """
        select r.task_id, r.step_no, s.state from ready_step r
        left join workflow_step s using (task_id, step_no)
        where s.state is null or s.state not in ('pending', 'error') or s.remaining_parents > 0
        """);
    QUESTIONS.put(
        "the audit trail of a step has a gap",
        """
        select task_id, step_no, before, from_state from (
          select task_id, step_no, from_state,
            lag(to_state) over (partition by task_id, step_no order by transition_no) as before
          from transition where step_no is not null) x
        where before <> from_state
        """);
    QUESTIONS.put(
        "a step is not in the state that its audit trail ends with",
        """
        select s.task_id, s.step_no, s.state, x.to_state from workflow_step s
        join lateral (
          select c.to_state from transition c
          where c.task_id = s.task_id and c.step_no = s.step_no
          order by c.transition_no desc limit 1) x on true
        where x.to_state <> s.state
        """);
    QUESTIONS.put(
        "a step has another number of attempts than its audit trail",
        """
        select s.task_id, s.step_no, s.attempts from workflow_step s
        where s.attempts <> (
          select count(*) from transition c
          where c.task_id = s.task_id and c.step_no = s.step_no
            and c.to_state = 'in_progress' and c.from_state <> 'in_progress')
        """);
  }

  private Invariants() {}

  /** What is broken, each with the first row that shows it; empty if all holds. */
  public static List<String> broken(Connection connection) throws SQLException {
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(question.getValue())) {
        if (row.next()) {
          broken.add(question.getKey() + ": " + shown(row));
        }
      }
    }
    return broken;
  }

  private static String shown(ResultSet row) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      columns.add(row.getMetaData().getColumnName(i) + " " + row.getString(i));
    }
    return String.join(", ", columns);
  }
}
