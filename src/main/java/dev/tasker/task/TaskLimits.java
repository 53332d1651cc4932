package dev.tasker.task;

import dev.tasker.api.task.TaskChange;
import dev.tasker.api.task.TaskRefusedException.Problem;
import dev.tasker.api.task.TaskRequest;
import java.util.List;

/** How large what tasks are found by may be. */
public final class TaskLimits {

  /** Words that tasks are found by are in an index, which takes no long ones. */
  private static final int LONGEST_WORD = 256;

  private static final int MOST_TAGS = 100;

  private TaskLimits() {}

  /** Tells what is too large in a request. */
  static void check(TaskRequest request, List<Problem> problems) {
    checkWord("initiator", request.initiator(), problems);
    checkWord("source_system", request.sourceSystem(), problems);
    checkTags(request.tags(), problems);
    checkPriority(request.priority(), problems);
  }

  /** Tells what is too large in a change. */
  public static void check(TaskChange change, List<Problem> problems) {
    change.tags().ifPresent(tags -> checkTags(tags, problems));
    change.priority().ifPresent(priority -> checkPriority(priority, problems));
  }

  private static void checkTags(List<String> tags, List<Problem> problems) {
    if (tags.size() > MOST_TAGS) {
      problems.add(new Problem("tags", "may hold " + MOST_TAGS + " tags, not " + tags.size()));
    }
    for (int i = 0; i < tags.size(); i++) {
      checkWord("tags[" + i + "]", tags.get(i), problems);
    }
  }

  private static void checkWord(String path, String word, List<Problem> problems) {
    if (word.length() > LONGEST_WORD) {
      problems.add(
          new Problem(
              path,
              "may have %d characters at most, not %d".formatted(LONGEST_WORD, word.length())));
    }
  }

  private static void checkPriority(int priority, List<Problem> problems) {
    if (priority != (short) priority) {
      problems.add(
          new Problem(
              "priority",
              "must lie between %d and %d".formatted(Short.MIN_VALUE, Short.MAX_VALUE)));
    }
  }
}
