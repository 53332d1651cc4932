/** The floor: what the same graphs cost without an engine. */
package dev.tasker.bench.floor;
