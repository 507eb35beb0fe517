package dev.zoomstatus.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that tells how a change has ended.
 *
 * @param id in the outbox
 * @param changeId of the change
 * @param replyTo where the sender wants its reply, as {@link Origin#replyTo}; null for the outcome topic
 * @param correlationId what the reply carries; null for the outcome topic
 * @param failingSince since when its address is gone; null if it has not failed
 * @param outcome how the change has ended
 */
public record OutcomeMessage(
        long id,
        long changeId,
        @Nullable String replyTo,
        @Nullable String correlationId,
        @Nullable Instant failingSince,
        ResultRow outcome) {}
