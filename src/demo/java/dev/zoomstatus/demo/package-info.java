/** A strict pretend Zoom and what else the tests and the demo need in place of the outside world. */
@NullMarked
package dev.zoomstatus.demo;

import org.jspecify.annotations.NullMarked;
