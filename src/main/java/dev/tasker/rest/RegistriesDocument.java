package dev.tasker.rest;

import java.util.List;
import java.util.Map;

/** Statistics and health of all registries; which members each has depends on what it holds. */
record RegistriesDocument(List<Map<String, Object>> registries) {}
