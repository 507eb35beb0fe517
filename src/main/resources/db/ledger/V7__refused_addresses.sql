-- Reply addresses at which the broker takes nothing just now: their replies are held back, so that no other waits for them.
CREATE TABLE refused_address (
    reply_to VARCHAR(1024) NOT NULL PRIMARY KEY,
    since    BIGINT        NOT NULL,
    try_at   BIGINT        NOT NULL
);

CREATE INDEX refused_address_due ON refused_address (try_at);

ALTER TABLE outbox RENAME TO outbox_before;

CREATE TABLE outbox (
    id        ${identity},
    change_id BIGINT      NOT NULL,
    kind      VARCHAR(16) NOT NULL, -- REPLY, OUTCOME
    noted_at  BIGINT      NOT NULL, -- when the change ended
    reply_to  VARCHAR(1024),        -- as in status_change; none for the outcome topic
    held      INTEGER     NOT NULL  -- 1: its address is in refused_address
);

INSERT INTO outbox (change_id, kind, noted_at, reply_to, held)
SELECT o.change_id, o.kind, c.completed_at, CASE WHEN o.kind = 'REPLY' THEN c.reply_to END, 0
FROM outbox_before o JOIN status_change c ON c.id = o.change_id ORDER BY o.id;

DROP TABLE outbox_before;

CREATE INDEX outbox_unsent ON outbox (held, id);
CREATE INDEX outbox_reply_to ON outbox (reply_to, id);
CREATE INDEX outbox_change ON outbox (change_id); -- for the clean-up
