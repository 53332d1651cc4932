/** What the people write who add work to Tasker: step handlers and task handlers. */
@NullMarked
package dev.tasker.api.handler;

import org.jspecify.annotations.NullMarked;
