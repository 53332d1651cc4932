/** The graph of a task's steps: pure Java, no container. */
@NullMarked
package dev.tasker.graph;

import org.jspecify.annotations.NullMarked;
