/** Task templates: parsed from YAML, validated, kept in a catalog. */
@NullMarked
package dev.tasker.template;

import org.jspecify.annotations.NullMarked;
