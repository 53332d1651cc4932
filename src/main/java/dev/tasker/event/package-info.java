/** Tells observers and subscribers what was committed, and keeps the catalog of events. */
@NullMarked
package dev.tasker.event;

import org.jspecify.annotations.NullMarked;
