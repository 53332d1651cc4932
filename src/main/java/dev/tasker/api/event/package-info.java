/** What the engine tells: typed events to observe, subscribers, the catalog of all events. */
@NullMarked
package dev.tasker.api.event;

import org.jspecify.annotations.NullMarked;
