/** Which hosts may be called over HTTP, and that no call gets to another. */
@NullMarked
package dev.tasker.egress;

import org.jspecify.annotations.NullMarked;
