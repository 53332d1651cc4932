/** The ground that the SQL stands on: named statements, migrations, the JTA platform. */
@NullMarked
package dev.tasker.database;

import org.jspecify.annotations.NullMarked;
