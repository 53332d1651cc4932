package dev.tasker.analytics;

import java.time.Instant;

/**
 * What figures are computed from. A busy system ends more tasks in a period than can be looked at
 * in a moment: then the newest are, and the figures are about the shorter time that these cover.
 *
 * @param tasksLookedAt how many ended tasks were looked at, of all templates
 * @param limit how many are looked at most
 * @param complete whether that was all of the period
 * @param since from when on the figures hold
 * @param until until when they hold
 */
public record Sample(
    long tasksLookedAt, int limit, boolean complete, Instant since, Instant until) {}
