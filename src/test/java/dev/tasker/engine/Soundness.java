package dev.tasker.engine;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold of all tasks whenever no transaction is under way. */
final class Soundness {

  private static final String FINDINGS =
      """
      with parent as (
        select t.task_id, (c.place - 1)::integer as step_no, s.state
        from task t
        join task_template p on p.template_id = t.template_id
        cross join jsonb_array_elements(p.definition -> 'steps') with ordinality as c (step, place)
        cross join jsonb_array_elements_text(c.step -> 'depends_on_steps') as d (name)
        join workflow_step s on s.task_id = t.task_id and s.name = d.name
      ), step as (
        select s.*, t.status,
          s.state = 'pending' and s.remaining_parents = 0 as is_ready,
          s.state = 'error' and s.next_retry_at is not null as is_due
        from workflow_step s join task t using (task_id)
      ), tally as (
        select task_id, count(*) filter (where state in ('pending', 'in_progress', 'error')) as unfinished,
          count(*) filter (where leaf and state in ('pending', 'in_progress', 'error')) as leaves,
          count(*) filter (where state = 'cancelled' or state = 'error' and not is_due) as failed,
          count(*) filter (where state in ('complete', 'resolved_manually')) as done,
          bool_or(is_ready or is_due or state = 'in_progress') as goes_on
        from step group by task_id
      ), told as (
        select task_id, step_no, from_state, to_state,
          coalesce(lag(to_state) over each_one, case when step_no is not null then 'pending' end) as before,
          row_number() over (partition by task_id, step_no order by transition_no desc) as back
        from transition
        window each_one as (partition by task_id, step_no order by transition_no)
      )
      select 'unfinished_leaves of ' || t.task_id from task t join tally y using (task_id)
      where t.unfinished_leaves <> y.leaves
      union all
      select 'failed_steps of ' || t.task_id from task t join tally y using (task_id)
      where t.failed_steps <> y.failed and t.status <> 'cancelled'
      union all
      select 'remaining_parents of ' || s.task_id || ' ' || s.name
      from step s
      left join (
        select p.task_id, p.step_no, count(*) as parents from parent p
        where p.state not in ('complete', 'resolved_manually') group by 1, 2) w using (task_id, step_no)
      where s.remaining_parents <> coalesce(w.parents, 0)
      union all
      select 'status ' || t.status || ' of ' || t.task_id from task t join tally y using (task_id)
      where not case t.status
        when 'complete' then y.unfinished = 0 and y.failed = 0
        when 'resolved_manually' then y.unfinished = 0 and y.failed > 0 and y.done > 0
        when 'cancelled' then y.unfinished = 0
        when 'error' then y.unfinished > 0 and y.failed > 0 and not y.goes_on
        else y.goes_on end
      union all
      select 'queue of ' || s.task_id || ' ' || s.name from step s left join ready_step r using (task_id, step_no)
      where (r.task_id is not null) <> (s.is_ready or s.is_due)
      union all
      select 'priority of ' || r.task_id from ready_step r join task t using (task_id) where r.priority <> t.priority
      union all
      select 'story of ' || task_id || ' ' || coalesce(step_no::text, '') || ' ' || to_state from told
      where from_state is distinct from before
        or from_state in ('complete', 'cancelled', 'resolved_manually') and to_state <> from_state
      union all
      select 'end of story of ' || s.task_id || ' ' || s.name
      from step s join told d on d.task_id = s.task_id and d.step_no = s.step_no and d.back = 1
      where d.to_state <> s.state
      union all
      select 'end of story of ' || t.task_id from task t join told d on d.task_id = t.task_id and d.step_no is null and d.back = 1
      where d.to_state <> t.status
      """;

  private static final String REPAIRS =
      """
      select string_agg(finding, ', ')
      from audit_tasks('00000000-0000-0000-0000-000000000000', 100000, %d) where finding <> 'slice'""";

  private Soundness() {}

  /** Fails if a counter, a state, the queue or the trail of any task is wrong. */
  static void check(EngineFixture engine) {
    assertThat(
            engine.one(
                "select string_agg(f.finding, ', ') from (" + FINDINGS + " limit 10) f (finding)"))
        .as("what is wrong with the tables")
        .isEqualTo("null");
    assertThat(engine.one(REPAIRS.formatted(engine.node())))
        .as("what the auditor found")
        .isEqualTo("null");
  }
}
