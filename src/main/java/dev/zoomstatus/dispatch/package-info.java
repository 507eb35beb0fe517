/** What may be called now: order, budget, pause and the times of retries; joins the ledger with Zoom. */
@NullMarked
package dev.zoomstatus.dispatch;

import org.jspecify.annotations.NullMarked;
