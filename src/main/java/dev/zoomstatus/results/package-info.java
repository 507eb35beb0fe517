/** Result files, and the log's account of how far each batch has come. */
@NullMarked
package dev.zoomstatus.results;

import org.jspecify.annotations.NullMarked;
