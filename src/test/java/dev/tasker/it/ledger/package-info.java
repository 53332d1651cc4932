/** What the tests of transactions deploy beside the WAR: handlers that write rows of their own. */
@NullMarked
package dev.tasker.it.ledger;

import org.jspecify.annotations.NullMarked;
