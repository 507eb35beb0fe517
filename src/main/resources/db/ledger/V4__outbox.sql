-- What is still to be sent about changes that have ended; what it says stands in status_change and changes no more.
CREATE TABLE outbox (
    id            ${identity},
    change_id     BIGINT      NOT NULL,
    kind          VARCHAR(16) NOT NULL, -- REPLY, OUTCOME
    send_at       BIGINT      NOT NULL, -- not before: when the change ended, or the time of the next try
    failing_since BIGINT                -- since when its address is gone
);
