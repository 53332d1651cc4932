/** What an application can add to the engine beside handlers and subscribers. */
@NullMarked
package dev.tasker.api.plugin;

import org.jspecify.annotations.NullMarked;
