/** The ledger: the durable tables of all changes and their state, and the only place that knows SQL. */
@NullMarked
package dev.zoomstatus.ledger;

import org.jspecify.annotations.NullMarked;
