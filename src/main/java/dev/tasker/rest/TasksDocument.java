package dev.tasker.rest;

import dev.tasker.task.TaskPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some tasks, and where the list goes on: null at its end. */
record TasksDocument(List<TaskDocument> tasks, @Nullable String nextCursor) {

  /** A page of a list, at that time. */
  static TasksDocument of(TaskPage page, Instant now) {
    return new TasksDocument(
        listed(page.tasks(), now), page.next().map(task -> new Cursor(task).text()).orElse(null));
  }

  /** Tasks of a list, at that time. */
  static List<TaskDocument> listed(List<TaskPage.Entry> entries, Instant now) {
    return entries.stream()
        .map(entry -> TaskDocument.listed(entry.task(), entry.steps(), now))
        .toList();
  }
}
