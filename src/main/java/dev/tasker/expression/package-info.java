/** Evaluates {@code #{…}} in configuration, caged: maps, lists and scalars alone can be reached. */
@NullMarked
package dev.tasker.expression;

import org.jspecify.annotations.NullMarked;
