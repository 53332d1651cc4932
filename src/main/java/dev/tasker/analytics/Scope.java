package dev.tasker.analytics;

import java.util.Optional;

/**
 * Which tasks figures are about.
 *
 * @param period those that ended in it
 * @param namespace of templates in that namespace
 * @param name of templates of that name
 * @param version of templates of that version
 */
public record Scope(
    Period period, Optional<String> namespace, Optional<String> name, Optional<String> version) {}
