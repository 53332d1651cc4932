package dev.tasker.bench.floor;

/** The statements of the floor. A step is 0 waiting, 1 ready, 2 claimed, 3 done. */
final class FloorSql {

  static final String TABLES =
      """
      create table flow (
        flow_id  bigint generated always as identity primary key,
        name     text not null,
        ended_at timestamptz);
      create table step (
        flow_id     bigint not null,
        no          integer not null,
        state       smallint not null,
        missing     integer not null,
        first_child integer not null,
        last_child  integer not null,
        result      text,
        primary key (flow_id, no)) with (fillfactor = 70);
      create index step_ready on step (flow_id, no) where state = 1\
      """;

  /** A workflow: its name; for each step its number of parents and the range of its children. */
  static final String SUBMIT =
      """
      with stored as (insert into flow (name) values (?) returning flow_id)
      insert into step (flow_id, no, state, missing, first_child, last_child)
      select flow_id, g.place - 1, case g.parents when 0 then 1 else 0 end, g.parents, g.first, g.last
      from stored, unnest(?::int[], ?::int[], ?::int[]) with ordinality g (parents, first, last, place)\
      """;

  /** So many ready steps, for one worker alone. */
  static final String CLAIM =
      """
      with free as (
        select flow_id, no from step where state = 1 order by flow_id, no limit ? for update skip locked)
      update step set state = 2 from free
      where step.flow_id = free.flow_id and step.no = free.no
      returning step.flow_id, step.no\
      """;

  /** Workflows end with their last step; says how many steps became ready, and which ended. */
  private static final String ENDED =
      """
      ended as (
        update flow set ended_at = now() from done
        where flow.flow_id = done.flow_id and done.last_child < done.first_child
        returning flow.name)
      select count(*)::int as ready, null as flow from freed where state = 1
      union all select 0, name from ended\
      """;

  /**
   * Steps are done: their result, their workflows and their numbers. Counts their children's
   * missing parents down, makes those ready that miss none, and ends workflows. Children are locked
   * in the order of their keys, so that two workers that finish parents of the same do not wait for
   * each other in a circle. The first row says how many steps became ready; the others name
   * workflows that ended.
   */
  static final String COMPLETE =
      """
      with done as (
        update step set state = 3, result = ?
        from unnest(?::bigint[], ?::int[]) ran (flow_id, no)
        where step.flow_id = ran.flow_id and step.no = ran.no
        returning step.flow_id, step.first_child, step.last_child),
      gained as (
        select flow_id, child, count(*)::int as parents
        from done, generate_series(first_child, last_child) child group by flow_id, child),
      waiting as materialized (
        select step.flow_id, step.no, gained.parents
        from gained join step on step.flow_id = gained.flow_id and step.no = gained.child
        order by step.flow_id, step.no for update of step),
      freed as (
        update step set missing = missing - waiting.parents,
          state = case missing when waiting.parents then 1 else 0 end
        from waiting where step.flow_id = waiting.flow_id and step.no = waiting.no
        returning state),
      """
          + ENDED;

  /** The same of one step, by key, as most are that end on an idle system. */
  static final String COMPLETE_ONE =
      """
      with done as (
        update step set state = 3, result = ? where flow_id = ? and no = ?
        returning flow_id, first_child, last_child),
      freed as (
        update step set missing = missing - 1, state = case missing when 1 then 1 else 0 end
        from done
        where step.flow_id = done.flow_id and step.no between done.first_child and done.last_child
        returning state),
      """
          + ENDED;

  private FloorSql() {}
}
