package dev.zoomstatus.alert;

import java.util.concurrent.CompletableFuture;

/** A way to reach people that may be down: it is slow, refuses, or never answers. */
interface Channel {

    /** Its name in metrics. */
    String name();

    /** The setting to look at when it does not work. */
    String key();

    /** Whether its setting is given. */
    boolean isOn();

    /**
     * Begins to send, and returns at once.
     *
     * @return done when the other side has taken the digest; if it did not, best with an {@link UndeliveredException}
     */
    CompletableFuture<Void> send(Digest digest);
}
