-- The pace of calls: one for all instances, and it survives a restart.

-- Nanoseconds since 1970: the first turn that nobody has taken.
ALTER TABLE account ADD COLUMN next_turn BIGINT NOT NULL DEFAULT 0;

-- The part of the full pace that was left when Zoom last said that we are too fast; 1 if it never has, or all is well again.
ALTER TABLE account ADD COLUMN pace DOUBLE PRECISION NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN slowed_at BIGINT NOT NULL DEFAULT 0;

DROP TABLE bucket;
