-- How many changes were removed because they had ended long ago.
ALTER TABLE account ADD COLUMN removed_changes BIGINT NOT NULL DEFAULT 0;
