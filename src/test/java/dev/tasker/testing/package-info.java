/**
 * What the tests of all packages stand on: databases, clocks, servers. Knows no package of ours but
 * the database's.
 */
@NullMarked
package dev.tasker.testing;

import org.jspecify.annotations.NullMarked;
