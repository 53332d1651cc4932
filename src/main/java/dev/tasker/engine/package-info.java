/** The engine: claims ready steps, runs them, commits their outcomes, recovers what was lost. */
@NullMarked
package dev.tasker.engine;

import org.jspecify.annotations.NullMarked;
