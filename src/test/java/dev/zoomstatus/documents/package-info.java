/** What is written for people is true. */
@NullMarked
package dev.zoomstatus.documents;

import org.jspecify.annotations.NullMarked;
