package dev.zoomstatus.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Carries replies out: sends answers at once, late or in pieces, or breaks the connection instead. */
final class Delivery {

    /** How a request ended. */
    enum End {
        /** An answer left. */
        ANSWERED,
        /** The pretend Zoom broke the connection off. */
        BROKEN_OFF,
        /** The client left before there was an answer. */
        LEFT_BY_CLIENT
    }

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final AtomicLong releases = new AtomicLong();

    /** Lets all requests that hang now have their answer. */
    void release() {
        releases.incrementAndGet();
    }

    /** How often was released so far: asked before a request can be seen, so that no release for it is missed. */
    long releases() {
        return releases.get();
    }

    /** As {@link #deliver}, and sees to it that the end is told whatever happens. */
    void send(long releasesSoFar, Reply reply, Response answer, Connection connection, Consumer<End> onEnd)
            throws IOException {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<End> once = end -> {
            if (told.compareAndSet(false, true)) {
                onEnd.accept(end);
            }
        };
        try {
            deliver(releasesSoFar, reply, answer, connection, once);
        } finally {
            once.accept(End.LEFT_BY_CLIENT);
        }
    }

    /**
     * Sends the answer in the reply's way. The end is told right before the last byte leaves: whoever has the answer
     * may count on it being recorded, and on the user being free for the next call.
     */
    private void deliver(long releasesSoFar, Reply reply, Response answer, Connection connection, Consumer<End> onEnd)
            throws IOException {
        if (connection.clientLeavesWithin(reply.delay())) {
            leave(connection, onEnd);
            return;
        }
        switch (reply.way()) {
            case WHOLE -> whole(answer, connection, onEnd);
            case HALF -> half(answer, connection, onEnd);
            case TRICKLE -> trickle(answer, reply.betweenBytes(), connection, onEnd);
            case HANG -> hang(releasesSoFar, answer, connection, onEnd);
            case RESET -> {
                onEnd.accept(End.BROKEN_OFF);
                connection.reset();
            }
            case LOST -> {
                onEnd.accept(End.BROKEN_OFF);
                connection.close();
            }
        }
        if (answer.closes()) {
            connection.close();
        }
    }

    private static void whole(Response answer, Connection connection, Consumer<End> onEnd) throws IOException {
        onEnd.accept(End.ANSWERED);
        connection.write(answer.bytes());
    }

    private static void half(Response answer, Connection connection, Consumer<End> onEnd) throws IOException {
        byte[] bytes = answer.bytes();
        onEnd.accept(End.BROKEN_OFF);
        connection.write(Arrays.copyOf(bytes, bytes.length - answer.body().length() / 2));
        connection.close();
    }

    private static void trickle(Response answer, Duration gap, Connection connection, Consumer<End> onEnd)
            throws IOException {
        byte[] bytes = answer.bytes();
        for (int i = 0; i < bytes.length - 1; i++) {
            connection.write(new byte[] {bytes[i]});
            if (connection.clientLeavesWithin(gap)) {
                leave(connection, onEnd);
                return;
            }
        }
        onEnd.accept(End.ANSWERED);
        connection.write(new byte[] {bytes[bytes.length - 1]});
    }

    private void hang(long releasesSoFar, Response answer, Connection connection, Consumer<End> onEnd)
            throws IOException {
        while (releases.get() == releasesSoFar) {
            if (connection.clientLeavesWithin(LOOK_EVERY)) {
                leave(connection, onEnd);
                return;
            }
        }
        whole(answer, connection, onEnd);
    }

    private static void leave(Connection connection, Consumer<End> onEnd) throws IOException {
        onEnd.accept(End.LEFT_BY_CLIENT);
        connection.close();
    }
}
