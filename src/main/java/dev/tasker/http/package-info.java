/** The built-in step handler that calls HTTP servers, for steps of {@code type: api}. */
@NullMarked
package dev.tasker.http;

import org.jspecify.annotations.NullMarked;
