package dev.tasker.rest;

import java.util.List;

/** The tasks of a batch, in the order of their requests. */
record BatchDocument(List<TaskDocument> tasks) {}
