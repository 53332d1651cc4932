/** Camunda 7. */
package dev.tasker.bench.camunda;
