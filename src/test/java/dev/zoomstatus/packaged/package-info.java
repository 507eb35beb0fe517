/** The packaged application, seen from outside. */
@NullMarked
package dev.zoomstatus.packaged;

import org.jspecify.annotations.NullMarked;
