package dev.tasker.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some tasks, and where the list goes on: null at its end. */
record TasksDocument(List<TaskDocument> tasks, @Nullable String nextCursor) {}
