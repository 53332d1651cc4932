/** Whether the engine lives and can take work, for people and for MicroProfile Health. */
@NullMarked
package dev.tasker.health;

import org.jspecify.annotations.NullMarked;
