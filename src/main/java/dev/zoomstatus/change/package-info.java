/** Says what a status change is and how it can end; knows no Camel, no SQL and no HTTP. */
@NullMarked
package dev.zoomstatus.change;

import org.jspecify.annotations.NullMarked;
