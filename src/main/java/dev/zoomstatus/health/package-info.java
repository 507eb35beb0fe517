/** Whether the application can do its work, and if not, why. */
@NullMarked
package dev.zoomstatus.health;

import org.jspecify.annotations.NullMarked;
