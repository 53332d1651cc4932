/** A jar whose transactional handler writes into two databases. */
@NullMarked
package dev.tasker.it.twodatabases;

import org.jspecify.annotations.NullMarked;
