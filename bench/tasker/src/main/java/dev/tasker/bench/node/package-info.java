/** Handlers that run inside a Tasker node under measurement. */
package dev.tasker.bench.node;
