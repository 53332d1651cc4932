package dev.tasker.task;

import dev.tasker.api.task.StepView;
import dev.tasker.api.task.TaskState;
import dev.tasker.api.task.TaskView;
import dev.tasker.task.StoredViews.Life;
import dev.tasker.task.StoredViews.TemplateName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads tasks, their steps and their trail. Thread-safe.
 *
 * <p>Each method takes part in the caller's transaction, or runs in one of its own, and sends a
 * fixed number of statements, however many rows it reads. Where a document comes from two
 * statements, all that can change together comes from one of them.
 */
@ApplicationScoped
public class TaskQueries {

  private static final String TASK =
      """
      select t as task, r.namespace as namespace, r.name as name, r.version as version,
        a.annotation as annotations
      from Task t
      join TaskTemplateRecord r on r.templateId = t.templateId
      left join TaskAnnotation a on a.taskId = t.taskId
      where t.taskId = :task
      """;

  private static final String STEPS =
      """
      select s as step, t.status as status, t.startedAt as started, t.completedAt as completed
      from Task t
      join WorkflowStep s on s.key.taskId = t.taskId
      where t.taskId = :task
      order by s.key.stepNo
      """;

  private static final String STEP =
      """
      select s as step, t.templateId as template
      from Task t
      join WorkflowStep s on s.key.taskId = t.taskId
      where t.taskId = :task and s.key.stepNo = :step
      """;

  private static final String PARENTS =
      "select r.definition from TaskTemplateRecord r where r.templateId = :template";

  private static final String TRANSITIONS =
      """
      select c as transition, s.name as step, n.name as node
      from Transition c
      left join WorkflowStep s on s.key.taskId = c.key.taskId and s.key.stepNo = c.stepNo
      left join EngineNode n on n.nodeId = c.nodeId
      where c.key.taskId = :task
      order by c.key.transitionNo
      """;

  private static final String LISTED =
      """
      select t as task, r.namespace as namespace, r.name as name, r.version as version,
        a.annotation as annotations,
        c.total as total, c.pending as pending, c.inProgress as inProgress,
        c.complete as complete, c.error as error, c.cancelled as cancelled,
        c.resolved as resolved, c.ready as ready, c.retried as retried
      from Task t
      join TaskTemplateRecord r on r.templateId = t.templateId
      left join TaskAnnotation a on a.taskId = t.taskId
      join lateral (
        select count(*) as total,
          count(*) filter (where s.state = PENDING) as pending,
          count(*) filter (where s.state = IN_PROGRESS) as inProgress,
          count(*) filter (where s.state = COMPLETE) as complete,
          count(*) filter (where s.state = ERROR) as error,
          count(*) filter (where s.state = CANCELLED) as cancelled,
          count(*) filter (where s.state = RESOLVED_MANUALLY) as resolved,
          count(*) filter (where s.state = PENDING and s.remainingParents = 0) as ready,
          count(s.nextRetryAt) as retried
        from WorkflowStep s
        where s.key.taskId = t.taskId) c
      where t.taskId in :tasks
      """;

  @PersistenceContext(unitName = "tasker")
  private EntityManager entities;

  /** For the container. */
  protected TaskQueries() {}

  TaskQueries(EntityManager entities) {
    this.entities = entities;
  }

  /** The task of that id, with its steps. */
  @Transactional
  public Optional<TaskView> find(UUID taskId) {
    forgetWhatWasRead();
    return one(entities.createQuery(TASK, Tuple.class).setParameter("task", taskId))
        .map(this::withSteps);
  }

  /** The steps of a task in the order of its template; empty if there is no such task. */
  @Transactional
  public Optional<List<StepView>> steps(UUID taskId) {
    return find(taskId).map(TaskView::steps);
  }

  /** A step by its own id and its task's; empty if there is no such step. */
  @Transactional
  public Optional<StepView> step(UUID taskId, UUID stepId) {
    forgetWhatWasRead();
    return StepId.of(taskId, stepId)
        .flatMap(
            id ->
                one(
                    entities
                        .createQuery(STEP, Tuple.class)
                        .setParameter("task", taskId)
                        .setParameter("step", id.stepNo())))
        .map(
            row ->
                StoredViews.step(
                    row.get("step", WorkflowStep.class), parents(row.get("template", UUID.class))));
  }

  /** The trail of a task and its steps in order; empty if there is no such task. */
  @Transactional
  public Optional<List<TransitionView>> transitions(UUID taskId) {
    forgetWhatWasRead();
    if (entities.find(Task.class, taskId) == null) {
      return Optional.empty();
    }
    return Optional.of(
        entities
            .createQuery(TRANSITIONS, Tuple.class)
            .setParameter("task", taskId)
            .getResultStream()
            .map(
                row ->
                    StoredViews.transition(
                        row.get("transition", Transition.class),
                        row.get("step", String.class),
                        row.get("node", String.class)))
            .toList());
  }

  /**
   * The tasks of these ids, in that order, without their steps; those that do not exist are left
   * out.
   */
  @Transactional
  public List<TaskPage.Entry> listed(List<UUID> taskIds) {
    forgetWhatWasRead();
    if (taskIds.isEmpty()) {
      return List.of();
    }
    Map<UUID, TaskPage.Entry> entries = new HashMap<>();
    entities
        .createQuery(LISTED, Tuple.class)
        .setParameter("tasks", taskIds)
        .getResultStream()
        .map(TaskQueries::entry)
        .forEach(entry -> entries.put(entry.task().taskId(), entry));
    return taskIds.stream().filter(entries::containsKey).map(entries::get).toList();
  }

  private TaskView withSteps(Tuple found) {
    Task task = found.get("task", Task.class);
    List<Tuple> rows =
        entities
            .createQuery(STEPS, Tuple.class)
            .setParameter("task", task.getTaskId())
            .getResultList();
    Life life =
        rows.stream()
            .findFirst()
            .map(
                row ->
                    new Life(
                        row.get("status", TaskState.class),
                        row.get("started", Instant.class),
                        row.get("completed", Instant.class)))
            .orElseGet(() -> Life.of(task));
    StepParents parents = parents(task.getTemplateId());
    List<StepView> steps =
        rows.stream()
            .map(row -> StoredViews.step(row.get("step", WorkflowStep.class), parents))
            .toList();
    return StoredViews.task(task, templateName(found), life, annotations(found), steps);
  }

  private StepParents parents(UUID templateId) {
    return StepParents.ofDefinition(
        entities
            .createQuery(PARENTS, String.class)
            .setParameter("template", templateId)
            .getSingleResult());
  }

  private static TaskPage.Entry entry(Tuple row) {
    Task task = row.get("task", Task.class);
    var steps =
        new StepTally(
            count(row, "total"),
            count(row, "pending"),
            count(row, "inProgress"),
            count(row, "complete"),
            count(row, "error"),
            count(row, "cancelled"),
            count(row, "resolved"),
            count(row, "ready"),
            count(row, "retried"));
    return new TaskPage.Entry(
        StoredViews.task(task, templateName(row), Life.of(task), annotations(row), List.of()),
        steps);
  }

  private static TemplateName templateName(Tuple row) {
    return new TemplateName(
        row.get("namespace", String.class),
        row.get("name", String.class),
        row.get("version", String.class));
  }

  private static @Nullable String annotations(Tuple row) {
    return row.get("annotations", String.class);
  }

  private static int count(Tuple row, String name) {
    return row.get(name, Long.class).intValue();
  }

  private static Optional<Tuple> one(jakarta.persistence.TypedQuery<Tuple> query) {
    try (Stream<Tuple> rows = query.getResultStream()) {
      return rows.findFirst();
    }
  }

  /** In a transaction that goes on, Hibernate would give the rows as they were the last time. */
  private void forgetWhatWasRead() {
    entities.clear();
  }
}
