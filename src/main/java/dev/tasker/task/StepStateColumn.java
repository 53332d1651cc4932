package dev.tasker.task;

import dev.tasker.api.task.StepState;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Keeps the state of a step as its word. */
@Converter(autoApply = true)
class StepStateColumn implements AttributeConverter<StepState, String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable StepState state) {
    return state == null ? null : state.word();
  }

  @Override
  public @Nullable StepState convertToEntityAttribute(@Nullable String word) {
    return word == null ? null : StepState.of(word);
  }
}
