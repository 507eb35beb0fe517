/** One trace for each change, from its acceptance to its outcome, without a word about whom it is about. */
@NullMarked
package dev.zoomstatus.trace;

import org.jspecify.annotations.NullMarked;
