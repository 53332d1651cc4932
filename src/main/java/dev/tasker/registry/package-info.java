/** Finds the handlers that the application brings and answers for their names. */
@NullMarked
package dev.tasker.registry;

import org.jspecify.annotations.NullMarked;
