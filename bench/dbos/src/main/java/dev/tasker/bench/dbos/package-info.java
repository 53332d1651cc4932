/** DBOS Transact. */
package dev.tasker.bench.dbos;
