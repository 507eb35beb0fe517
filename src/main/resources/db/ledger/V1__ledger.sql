-- The ledger. Portable SQL: ${identity} is the one thing that SQLite and PostgreSQL write differently.
-- Times are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE batch (
    id          VARCHAR(36)   NOT NULL PRIMARY KEY,
    file        VARCHAR(1024) NOT NULL, -- as archive/ and results/ name it: the dropped name, with -2, -3 ... if that was taken
    state       VARCHAR(16)   NOT NULL, -- READING, ACCEPTED, ENDED
    last_line   BIGINT        NOT NULL, -- rows up to here are in the ledger
    total_rows  BIGINT        NOT NULL,
    open_rows   BIGINT        NOT NULL,
    started_at  BIGINT        NOT NULL,
    accepted_at BIGINT,
    ended_at    BIGINT
);

CREATE UNIQUE INDEX batch_unended ON batch (file) WHERE state <> 'ENDED';

CREATE TABLE status_change (
    id              ${identity},
    batch_id        VARCHAR(36),
    line            BIGINT,
    message_id      VARCHAR(1024), -- of a JMS message, as on the wire
    origin          VARCHAR(16)   NOT NULL, -- the trigger: file, jms
    source          VARCHAR(1024) NOT NULL, -- the file's name, the queue's name
    request_id      VARCHAR(1024) NOT NULL,
    user_id         VARCHAR(1024) NOT NULL,
    user_key        VARCHAR(1024) NOT NULL, -- user_id in lower case: what order is kept by
    action          VARCHAR(64)   NOT NULL,
    effective_at    BIGINT,
    reason          VARCHAR(8000),
    requested_by    VARCHAR(1024),
    reply_to        VARCHAR(1024),
    correlation_id  VARCHAR(1024),
    accepted_at     BIGINT        NOT NULL,
    due_at          BIGINT        NOT NULL, -- max(accepted_at, effective_at): with id, a user's order
    claim_at        BIGINT        NOT NULL, -- not to be claimed before: due_at, or the time of a retry
    state           VARCHAR(16)   NOT NULL, -- PENDING, IN_FLIGHT, DONE
    retrying        INTEGER       NOT NULL DEFAULT 0, -- 1: waits for a retry after its own failure
    attempts        INTEGER       NOT NULL DEFAULT 0, -- calls made to Zoom
    failures        INTEGER       NOT NULL DEFAULT 0, -- its own failures: how far the back-off has grown
    first_called_at BIGINT,
    paused_before   BIGINT        NOT NULL DEFAULT 0, -- account.paused_total at the first call
    owner           VARCHAR(64),  -- who holds the claim
    lease_until     BIGINT,
    outcome         VARCHAR(16),
    http_status     INTEGER,
    zoom_code       INTEGER,
    message         VARCHAR(4000),
    completed_at    BIGINT
);

CREATE UNIQUE INDEX status_change_row ON status_change (batch_id, line) WHERE batch_id IS NOT NULL;
CREATE UNIQUE INDEX status_change_message ON status_change (source, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX status_change_request ON status_change (request_id);
CREATE INDEX status_change_claim ON status_change (claim_at, id) WHERE state = 'PENDING';
CREATE INDEX status_change_order ON status_change (user_key, due_at, id) WHERE state <> 'DONE';
CREATE INDEX status_change_held ON status_change (lease_until) WHERE state = 'IN_FLIGHT';
CREATE INDEX status_change_retrying ON status_change (user_key) WHERE retrying = 1;

-- What a step was; who and what it was about stands in status_change and never changes there.
CREATE TABLE audit_entry (
    id           ${identity},
    at           BIGINT      NOT NULL,
    event        VARCHAR(16) NOT NULL, -- accepted, called, answered, retried, ended; paused, resumed of the account
    change_id    BIGINT,
    attempt      INTEGER,
    http_status  INTEGER,
    zoom_code    INTEGER,
    message      VARCHAR(4000),
    tracking_id  VARCHAR(255),
    outcome      VARCHAR(16)
);

-- One row: whether calls are paused for the whole account, and since when.
CREATE TABLE account (
    id           INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    paused_since BIGINT,
    pause_kind   VARCHAR(32),
    pause_reason VARCHAR(4000),
    probe_at     BIGINT, -- no call before
    day          BIGINT NOT NULL DEFAULT 0, -- days since 1970-01-01 (UTC)
    day_calls    BIGINT NOT NULL DEFAULT 0, -- calls made on that day
    paused_total BIGINT  NOT NULL DEFAULT 0 -- of the pauses that have ended
);

INSERT INTO account (id) VALUES (1);

-- One row: how far the audit trail has been copied to audit/audit.jsonl.
CREATE TABLE audit_file (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    copied_id BIGINT  NOT NULL
);

INSERT INTO audit_file (id, copied_id) VALUES (1, 0);
