package dev.zoomstatus.ledger;

import dev.zoomstatus.change.StatusChange;
import org.jspecify.annotations.Nullable;

/**
 * A change that this process may call Zoom for, now and alone.
 *
 * @param id of the change in the ledger
 * @param batchId of the file it came in, null for a message
 * @param change what is wished
 * @param trigger what brought it: {@code file} or {@code jms}
 * @param requestId given or generated
 * @param attempt this call's number, from 1
 * @param failures its own failures before
 * @param firstCalledAt when it was first called, in milliseconds since 1970
 * @param pausedSinceFirstCall how many milliseconds of that the account was paused
 * @param calledAt when it was claimed, in milliseconds since 1970
 * @param leaseUntil how long it is held, in milliseconds since 1970; no two claims of a change have that and the attempt
 *     in common, for one that was put back without a call does not count as an attempt
 * @param sendBefore the {@link System#nanoTime} up to which the call may begin, so that it ends within the lease
 * @param probe whether it is the one call that is tried while the account is paused
 */
public record Claim(
        long id,
        @Nullable String batchId,
        StatusChange change,
        String trigger,
        String requestId,
        int attempt,
        int failures,
        long firstCalledAt,
        long pausedSinceFirstCall,
        long calledAt,
        long leaseUntil,
        long sendBefore,
        boolean probe) {}
