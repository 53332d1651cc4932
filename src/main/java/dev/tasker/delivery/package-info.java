/** Reads the committed changes and brings them to observers, the event stream and webhooks. */
@NullMarked
package dev.tasker.delivery;

import org.jspecify.annotations.NullMarked;
