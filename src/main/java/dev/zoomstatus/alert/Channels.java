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

    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    private final Alerts alerts;
    private final AlertLog log;
    private final Outbox webhook;
    private final Outbox mail;
    private final Outbox queue;

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
        this.webhook = new Outbox(webhook, metrics, clock);
        this.mail = new Outbox(mail, metrics, clock);
        this.queue = new Outbox(queue, metrics, clock);
    }

    /** Keeps digests for the webhook. */
    @Produces
    @Singleton
    @Named("alert-webhook")
    Outbox webhook() {
        return webhook;
    }

    /** Keeps digests for the mail. */
    @Produces
    @Singleton
    @Named("alert-mail")
    Outbox mail() {
        return mail;
    }

    /** Keeps digests for the queue. */
    @Produces
    @Singleton
    @Named("alert-queue")
    Outbox queue() {
        return queue;
    }

    @Override
    public void process(Exchange exchange) {
        all().forEach(Outbox::work);
    }

    /** At the stop: writes what was gathered to the log, and tries once more to send what waits; two seconds at most. */
    public void finish() {
        for (Digest digest : alerts.takeAll()) {
            log.write(digest);
            all().forEach(outbox -> outbox.keep(digest));
        }
        CompletableFuture<?>[] last =
                all().map(Outbox::workAll).flatMap(List::stream).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(last)
                .exceptionally(failed -> null)
                .completeOnTimeout(null, BRIEFLY.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        all().forEach(Outbox::end);
    }

    private Stream<Outbox> all() {
        return Stream.of(webhook, mail, queue);
    }
}
