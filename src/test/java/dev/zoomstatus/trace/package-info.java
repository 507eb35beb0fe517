/** Traces, without a word about whom they are about. */
@NullMarked
package dev.zoomstatus.trace;

import org.jspecify.annotations.NullMarked;
