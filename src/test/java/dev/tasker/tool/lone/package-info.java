/** What only one of two nodes has: a handler that can end its node, and a clock that is wrong. */
@NullMarked
package dev.tasker.tool.lone;

import org.jspecify.annotations.NullMarked;
