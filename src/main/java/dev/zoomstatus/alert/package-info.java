/** What a person must hear of, gathered so that nobody is flooded. */
@NullMarked
package dev.zoomstatus.alert;

import org.jspecify.annotations.NullMarked;
