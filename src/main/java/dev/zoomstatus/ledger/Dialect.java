package dev.zoomstatus.ledger;

import org.jdbi.v3.core.Handle;

/** The few things in which SQLite and PostgreSQL differ. */
public enum Dialect {
    /** Embedded: belongs to one process. */
    SQLITE("", "ledger.url"),
    /** A server: several processes share it. */
    POSTGRESQL(" FOR UPDATE OF c SKIP LOCKED", "ledger.url, ledger.username or ledger.password");

    /** Numbers that no other application uses for an advisory lock in this database: "zoom" in ASCII, and the next one. */
    private static final long WRITING = 0x7a6f6f6dL;

    private static final long ACCEPTING = WRITING + 1;

    private final String skipLocked;
    private final String settings;

    Dialect(String skipLocked, String settings) {
        this.skipLocked = skipLocked;
        this.settings = settings;
    }

    /** The dialect of a JDBC address, which is one of the two. */
    public static Dialect of(String url) {
        return url.startsWith("jdbc:postgresql:") ? POSTGRESQL : SQLITE;
    }

    /** Ends a query that claims: a row that somebody locked by hand is passed over, not waited for. */
    String skipLocked() {
        return skipLocked;
    }

    /** The settings of which one is at fault if the database cannot be opened, for people. */
    String settings() {
        return settings;
    }

    /**
     * Lets one transaction write at a time, as SQLite does by itself: what is claimed by one instance is seen by the next
     * one, and ids grow in the order of the commits. The writes are few and short, and Zoom allows 80 calls a second.
     */
    void letOneWrite(Handle handle) {
        letOne(WRITING, handle);
    }

    /**
     * Lets one transaction store new changes at a time, so that their ids grow in the order of the commits. Nobody else
     * has to wait meanwhile: whoever needs both turns takes this one first. Nor does who finds it taken wait for long, for
     * the calls wait with him: who has it may be frozen.
     */
    void letOneAccept(Handle handle) {
        if (this == POSTGRESQL) {
            handle.execute("SET LOCAL lock_timeout = '1s'");
            letOne(ACCEPTING, handle);
            handle.execute("SET LOCAL lock_timeout TO DEFAULT");
        }
    }

    private void letOne(long lock, Handle handle) {
        if (this == POSTGRESQL) {
            handle.createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock(:lock)) AS locked")
                    .bind("lock", lock)
                    .mapTo(Integer.class)
                    .one();
        }
    }
}
