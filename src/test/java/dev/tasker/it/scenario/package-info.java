/** What the scenarios deploy beside the WAR: handlers as a user would write them. */
@NullMarked
package dev.tasker.it.scenario;

import org.jspecify.annotations.NullMarked;
