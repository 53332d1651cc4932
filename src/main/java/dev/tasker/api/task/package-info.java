/** Tasks as the outside sees them: start, find and cancel them from Java. */
@NullMarked
package dev.tasker.api.task;

import org.jspecify.annotations.NullMarked;
