/** db-scheduler, its jobs chained by hand. */
package dev.tasker.bench.dbscheduler;
