/** Reads files and messages into status changes and says of every row that makes no sense what to mend. */
@NullMarked
package dev.zoomstatus.intake;

import org.jspecify.annotations.NullMarked;
