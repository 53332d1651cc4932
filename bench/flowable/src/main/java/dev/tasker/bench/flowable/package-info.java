/** Flowable. */
package dev.tasker.bench.flowable;
