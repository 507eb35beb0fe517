package dev.zoomstatus.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Sends digests to the queue {@code alert.queue}, on a thread of its own. Not by a route: what is raised while the routes
 * stop is sent after that.
 */
@ApplicationScoped
public class QueueChannel implements Channel {

    private final AlertSettings settings;
    private final ConnectionFactory connections;
    private final Executor thread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "alert-queue");
        thread.setDaemon(true);
        return thread;
    });

    /** Sends by the given connections. */
    public QueueChannel(AlertSettings settings, ConnectionFactory connections) {
        this.settings = settings;
        this.connections = connections;
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String key() {
        return "alert.queue";
    }

    @Override
    public boolean isOn() {
        return settings.queue().isPresent();
    }

    @Override
    public CompletableFuture<Void> send(Digest digest) {
        return CompletableFuture.runAsync(() -> put(DigestJson.of(digest)), thread);
    }

    private void put(String json) {
        try (JMSContext context = connections.createContext()) {
            context.createProducer().send(context.createQueue(settings.queue().orElseThrow()), json);
        }
    }
}
