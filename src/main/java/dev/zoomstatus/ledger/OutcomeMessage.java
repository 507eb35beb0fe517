package dev.zoomstatus.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A message that tells how a change has ended.
 *
 * @param id in the outbox
 * @param replyTo where the sender wants its reply, as {@link Origin#replyTo}; null for the outcome topic
 * @param correlationId what the reply carries; null for the outcome topic
 * @param held whether its address has refused replies, so that this one is a try
 * @param outcome how the change has ended
 */
public record OutcomeMessage(
        long id, @Nullable String replyTo, @Nullable String correlationId, boolean held, ResultRow outcome) {}
