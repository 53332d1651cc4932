/** Runs workloads against an engine and measures what they cost. */
package dev.tasker.bench;
