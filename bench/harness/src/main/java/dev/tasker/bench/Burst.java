package dev.tasker.bench;

/**
 * How a load went, in milliseconds: from the first start to the last completion, from a workflow's
 * start to its completion, and from the end of a step to the start of the next.
 */
public record Burst(double wall, Percentiles latency, Percentiles handOff) {}
