/** The data folder: where files lie, and that only one process uses it with an embedded database. */
@NullMarked
package dev.zoomstatus.data;

import org.jspecify.annotations.NullMarked;
