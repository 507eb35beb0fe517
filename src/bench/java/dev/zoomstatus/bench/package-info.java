/** Measures the packaged application's speed, each figure beside its baseline of the same run. */
@NullMarked
package dev.zoomstatus.bench;

import org.jspecify.annotations.NullMarked;
