/** Zoom's wire: the token, the request, and what each answer means. */
@NullMarked
package dev.zoomstatus.zoom;

import org.jspecify.annotations.NullMarked;
