/** The whole application under faults of every kind, judged from the outside. */
@NullMarked
package dev.zoomstatus.chaos;

import org.jspecify.annotations.NullMarked;
