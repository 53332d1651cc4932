/** Tasks as pictures: Mermaid, SVG and HTML. Plain Java: what is drawn comes in as records. */
@NullMarked
package dev.tasker.diagram;

import org.jspecify.annotations.NullMarked;
