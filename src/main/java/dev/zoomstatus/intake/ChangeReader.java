package dev.zoomstatus.intake;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Makes a change of the fields of a row, or says everything that is wrong with them. */
public final class ChangeReader {
    private final EffectiveTime effectiveTime;

    /** Makes a reader that takes times without offset as local in {@code zone} (setting {@code schedule.zone}). */
    public ChangeReader(ZoneId zone) {
        this.effectiveTime = new EffectiveTime(zone);
    }

    /** Checks all fields; a row with several problems names them all, joined with {@code "; "}. */
    Row read(long line, RawChange raw) {
        FieldChecks checks = new FieldChecks(raw);
        String user = checks.user();
        Action action = checks.action();
        String requestId = checks.requestId();
        Instant effectiveAt = effectiveAt(raw, checks);
        String reason = checks.freeText(Field.REASON, FieldChecks.MAX_REASON);
        String requestedBy = checks.freeText(Field.REQUESTED_BY, FieldChecks.MAX_NAME);
        String problems = checks.problems();
        if (user == null || action == null || !problems.isEmpty()) {
            return raw.invalid(line, problems);
        }
        String written = raw.values().getOrDefault(Field.ACTION, "");
        StatusChange change = new StatusChange(user, action, requestId, effectiveAt, reason, requestedBy);
        return Row.of(line, Spaces.trim(written), change);
    }

    private @Nullable Instant effectiveAt(RawChange raw, FieldChecks checks) {
        String given = raw.value(Field.EFFECTIVE_AT);
        if (given == null) {
            return null;
        }
        Instant at = effectiveTime.parse(given);
        if (at == null) {
            checks.add(Field.EFFECTIVE_AT, FieldChecks.quoted(given) + EffectiveTime.HINT);
        }
        return at;
    }
}
