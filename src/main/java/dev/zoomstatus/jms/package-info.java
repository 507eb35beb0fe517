/** The broker: where messages go, and what other systems hear of changes that have ended. */
@NullMarked
package dev.zoomstatus.jms;

import org.jspecify.annotations.NullMarked;
