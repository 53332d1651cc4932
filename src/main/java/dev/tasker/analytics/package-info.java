/** Finished tasks as figures: how fast, how well, and what slows them down. */
@NullMarked
package dev.tasker.analytics;

import org.jspecify.annotations.NullMarked;
