package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.StatusChange;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** A change in the ledger that bears the same request id as a new one. */
record Earlier(StatusChange change, boolean inFlight, @Nullable Outcome outcome) {

    static final RowMapper<Earlier> MAPPER = (row, context) -> {
        long effectiveAt = row.getLong("effective_at");
        Instant effective = row.wasNull() ? null : Instant.ofEpochMilli(effectiveAt);
        String outcome = row.getString("outcome");
        return new Earlier(
                new StatusChange(
                        row.getString("user_id"),
                        Action.valueOf(row.getString("action")),
                        row.getString("request_id"),
                        effective,
                        row.getString("reason"),
                        row.getString("requested_by")),
                row.getString("state").equals("IN_FLIGHT"),
                outcome == null ? null : Outcome.valueOf(outcome));
    };

    boolean failed() {
        return outcome == Outcome.FAILED;
    }

    String state() {
        if (outcome != null) {
            return "has ended " + outcome;
        }
        return inFlight ? "is in flight" : "is pending";
    }
}
