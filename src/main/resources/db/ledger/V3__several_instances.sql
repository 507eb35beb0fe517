-- What lets several instances share one ledger.

-- Who does what only one may do at a time: read the inbox, write results, copy the audit trail.
CREATE TABLE lease (
    name       VARCHAR(64) NOT NULL PRIMARY KEY,
    owner      VARCHAR(64) NOT NULL,
    held_until BIGINT      NOT NULL
);

INSERT INTO lease (name, owner, held_until) VALUES ('files', '', 0);

-- The budget of calls that all instances share; its form is Bucket4j's affair.
CREATE TABLE bucket (
    id    BIGINT NOT NULL PRIMARY KEY,
    state BYTEA
);

-- No call before: Zoom has said that all of us together are too fast.
ALTER TABLE account ADD COLUMN held_until BIGINT NOT NULL DEFAULT 0;
