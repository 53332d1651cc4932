/** Why a task is where it is: an explanation for each step that has not ended. */
@NullMarked
package dev.tasker.insight;

import org.jspecify.annotations.NullMarked;
