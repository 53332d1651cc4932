package dev.tasker.rest;

import java.util.List;

/** The audit trail of a task and its steps, in order. */
record TransitionsDocument(List<TransitionDocument> transitions) {}
