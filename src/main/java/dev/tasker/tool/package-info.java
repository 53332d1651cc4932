/**
 * The launcher: the command line, the embedded PostgreSQL, the embedded server, the demo.
 *
 * <p>It stands outside the WAR and knows nothing of the engine but its REST interface and its
 * configuration keys.
 */
@NullMarked
package dev.tasker.tool;

import org.jspecify.annotations.NullMarked;
