package dev.tasker.template;

/**
 * An event that a step's handler may publish.
 *
 * @param name has a dot and none of the engine's own prefixes
 * @param description what it means
 */
public record CustomEvent(String name, String description) {}
