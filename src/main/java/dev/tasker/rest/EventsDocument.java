package dev.tasker.rest;

import dev.tasker.api.event.EventDescription;
import java.util.List;

/** The catalog of events as the API shows it. */
record EventsDocument(List<EventDescription> events) {}
