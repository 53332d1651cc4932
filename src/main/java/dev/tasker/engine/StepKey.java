package dev.tasker.engine;

import java.util.UUID;

/** A step of a task. */
record StepKey(UUID taskId, int stepNo) {}
