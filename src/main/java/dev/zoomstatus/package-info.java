/** The application as a whole: what must be right before the first route starts. */
@NullMarked
package dev.zoomstatus;

import org.jspecify.annotations.NullMarked;
