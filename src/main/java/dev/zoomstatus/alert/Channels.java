package dev.zoomstatus.alert;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code send-waiting}: has each channel send what waits for it; one that does not work holds up none of the others. */
@ApplicationScoped
@Named("send-waiting")
public class Channels implements Processor {

    /** Mail servers let a new client wait for some seconds; who stops the application waits ten more than its grace. */
    private static final Duration LAST_TRY = Duration.ofSeconds(5);

    private final Alerts alerts;
    private final AlertLog log;
    private final Backlog webhook;
    private final Backlog mail;
    private final Backlog queue;

    /** Sends by the given channels. */
    public Channels(
            Alerts alerts,
            AlertLog log,
            WebhookChannel webhook,
            MailChannel mail,
            QueueChannel queue,
            MeterRegistry metrics,
            Clock clock) {
        this.alerts = alerts;
        this.log = log;
        this.webhook = new Backlog(webhook, metrics, clock);
        this.mail = new Backlog(mail, metrics, clock);
        this.queue = new Backlog(queue, metrics, clock);
    }

    /** Keeps digests for the webhook. */
    @Produces
    @Singleton
    @Named("alert-webhook")
    Backlog webhook() {
        return webhook;
    }

    /** Keeps digests for the mail. */
    @Produces
    @Singleton
    @Named("alert-mail")
    Backlog mail() {
        return mail;
    }

    /** Keeps digests for the queue. */
    @Produces
    @Singleton
    @Named("alert-queue")
    Backlog queue() {
        return queue;
    }

    @Override
    public void process(Exchange exchange) {
        all().forEach(Backlog::work);
    }

    /** At the stop: writes what was gathered to the log, and tries once more to send what waits; five seconds at most. */
    public void finish() {
        for (Digest digest : alerts.takeAll()) {
            log.write(digest);
            all().forEach(backlog -> backlog.keep(digest));
        }
        CompletableFuture<?>[] last =
                all().map(Backlog::workAll).flatMap(List::stream).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(last)
                .exceptionally(failed -> null)
                .completeOnTimeout(null, LAST_TRY.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        all().forEach(Backlog::end);
    }

    private Stream<Backlog> all() {
        return Stream.of(webhook, mail, queue);
    }
}
