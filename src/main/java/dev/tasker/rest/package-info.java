/** The REST API below {@code /tasker}: resources, the documents they answer with, problems. */
@NullMarked
package dev.tasker.rest;

import org.jspecify.annotations.NullMarked;
