/**
 * What the tests of events deploy beside the WAR: observers and subscribers as a user writes them.
 */
@NullMarked
package dev.tasker.it.observer;

import org.jspecify.annotations.NullMarked;
