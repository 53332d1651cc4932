/** What only one node of a chaos run has: a clock that jumps. */
@NullMarked
package dev.tasker.tool.jumping;

import org.jspecify.annotations.NullMarked;
