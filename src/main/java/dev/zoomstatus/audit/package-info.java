/** The copy of the audit trail that people and log collectors read. */
@NullMarked
package dev.zoomstatus.audit;

import org.jspecify.annotations.NullMarked;
