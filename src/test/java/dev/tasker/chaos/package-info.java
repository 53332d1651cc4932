/** What a long and troubled life of the engine left behind, and whether it kept its promises. */
@NullMarked
package dev.tasker.chaos;

import org.jspecify.annotations.NullMarked;
