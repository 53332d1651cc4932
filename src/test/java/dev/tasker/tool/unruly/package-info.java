/** Handlers that a chaos run puts on its nodes: they do whatever handlers should not do. */
@NullMarked
package dev.tasker.tool.unruly;

import org.jspecify.annotations.NullMarked;
