/** Tasks as they are stored: creation, entities, queries. */
@NullMarked
package dev.tasker.task;

import org.jspecify.annotations.NullMarked;
