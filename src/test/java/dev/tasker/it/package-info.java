/**
 * Tests of the WAR as it is shipped, on the servers that it is made for. They see what users see.
 */
@NullMarked
package dev.tasker.it;

import org.jspecify.annotations.NullMarked;
