package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The request ids that are known already, those of the rows before in the same set among them. */
final class Duplicates {

    private static final String EARLIER =
            """
            SELECT request_id, user_id, action, effective_at, reason, requested_by, state, outcome FROM status_change
            WHERE request_id IN (<ids>) AND (outcome IS NULL OR outcome NOT IN ('INVALID', 'DUPLICATE')) ORDER BY id""";

    private final Map<String, Earlier> earlier = new HashMap<>();

    /** Looks up the request ids of those rows. */
    Duplicates(Handle handle, List<Row> rows) {
        List<String> ids = rows.stream()
                .map(Row::change)
                .filter(Objects::nonNull)
                .map(StatusChange::requestId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!ids.isEmpty()) {
            handle.createQuery(EARLIER)
                    .bindList("ids", InList.padded(ids))
                    .map(Earlier.MAPPER)
                    .forEach(found ->
                            earlier.put(Objects.requireNonNull(found.change().requestId()), found));
        }
    }

    /** Why the next row is not accepted; null if it is, and its request id is known from then on. */
    @Nullable
    Refusal refusal(Row row) {
        StatusChange change = row.change();
        if (change == null) {
            return new Refusal(Outcome.INVALID, Objects.requireNonNull(row.problem()));
        }
        Earlier same = change.requestId() == null ? null : earlier.get(change.requestId());
        if (same != null && !same.change().sameContent(change)) {
            return new Refusal(
                    Outcome.INVALID,
                    "requestId: it already stands for another change, which " + same.state()
                            + "; give this one a request id of its own");
        }
        if (same != null && !same.failed()) {
            return new Refusal(Outcome.DUPLICATE, "the same change with this request id " + same.state());
        }
        if (change.requestId() != null) {
            earlier.put(change.requestId(), new Earlier(change, false, null));
        }
        return null;
    }
}
