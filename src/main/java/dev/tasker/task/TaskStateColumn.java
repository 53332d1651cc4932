package dev.tasker.task;

import dev.tasker.api.task.TaskState;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Keeps the state of a task as its word. */
@Converter(autoApply = true)
class TaskStateColumn implements AttributeConverter<TaskState, String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable TaskState state) {
    return state == null ? null : state.word();
  }

  @Override
  public @Nullable TaskState convertToEntityAttribute(@Nullable String word) {
    return word == null ? null : TaskState.of(word);
  }
}
