/** Removes what was kept for long enough: rows and files. */
@NullMarked
package dev.zoomstatus.cleanup;

import org.jspecify.annotations.NullMarked;
