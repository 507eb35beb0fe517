-- An address that is only full is waited for longer than one that is gone: since when it is gone counts by itself.
ALTER TABLE refused_address ADD COLUMN gone_since BIGINT; -- null: the last refusal was for want of room
