package dev.zoomstatus.alert;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * What one channel still has to send: of each kind one digest at most, with which later ones are merged until the channel
 * works again. So it stays small and loses no count, however long that takes. As a step it keeps the digest in the body.
 *
 * <p>Nothing in here waits for the channel.
 */
final class Backlog implements Processor {

    /** How long an attempt may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** What was tried for so long, with nothing newer merged into it, is given up. */
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(1);

    private final Channel channel;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final ChannelLog log;
    private final Map<Alert, Waiting> waiting = new EnumMap<>(Alert.class);
    private final List<Attempt> underWay = new ArrayList<>();
    private int failures;
    private Instant notBefore = Instant.EPOCH;

    private record Waiting(Digest digest, Instant since) {

        /** The wait begins anew with what came last: nobody has tried for long to send that. */
        Waiting and(Waiting later) {
            return new Waiting(digest.and(later.digest), later.since);
        }
    }

    private record Attempt(Waiting what, CompletableFuture<Void> sending) {}

    Backlog(Channel channel, MeterRegistry metrics, Clock clock) {
        this.channel = channel;
        this.metrics = metrics;
        this.clock = clock;
        this.log = new ChannelLog(channel.key(), clock);
    }

    @Override
    public void process(Exchange exchange) {
        keep(exchange.getMessage().getBody(Digest.class));
    }

    /** Keeps a digest until it is sent; nothing if the channel is off. */
    synchronized void keep(Digest digest) {
        if (channel.isOn()) {
            waiting.merge(digest.kind(), new Waiting(digest, clock.instant()), Waiting::and);
        }
    }

    /** Notes what came of the attempt under way, and begins the next if it is time. */
    synchronized void work() {
        settle();
        if (underWay.isEmpty() && !clock.instant().isBefore(notBefore)) {
            waiting.values().stream()
                    .min(Comparator.comparing(next -> next.digest().until()))
                    .ifPresent(this::begin);
        }
    }

    /** Begins to send all that waits, whether it is time or not; returns what is under way. */
    synchronized List<CompletableFuture<Void>> workAll() {
        List.copyOf(waiting.values()).forEach(this::begin);
        return underWay.stream().map(Attempt::sending).toList();
    }

    /** Notes what came of the attempts, and drops what is left. */
    synchronized void end() {
        settle();
        underWay.forEach(attempt -> putBack(attempt.what()));
        underWay.clear();
        waiting.values().forEach(left -> drop(left, "not sent before the stop"));
        waiting.clear();
    }

    private void begin(Waiting next) {
        waiting.remove(next.digest().kind());
        underWay.add(
                new Attempt(next, channel.send(next.digest()).orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
    }

    private void settle() {
        List<Attempt> over =
                underWay.stream().filter(attempt -> attempt.sending().isDone()).toList();
        underWay.removeAll(over);
        for (Attempt attempt : over) {
            try {
                attempt.sending().join();
                sent();
            } catch (CompletionException e) {
                failed(attempt.what(), e.getCause() == null ? e : e.getCause());
            }
        }
    }

    private void sent() {
        count("sent");
        failures = 0;
        notBefore = Instant.EPOCH;
        log.works();
    }

    private void failed(Waiting what, Throwable failure) {
        count("failed");
        UndeliveredException why = failure instanceof UndeliveredException said
                ? said
                : UndeliveredException.later("no answer (" + failure.getClass().getSimpleName() + ")", Duration.ZERO);
        if (why.isRefused()) {
            drop(what, why.why());
            return;
        }
        notBefore = clock.instant().plus(longer(why.notBefore(), backOff()));
        failures++;
        if (clock.instant().isBefore(what.since().plus(GIVE_UP_AFTER))) {
            log.failing(why.why());
            putBack(what);
        } else {
            drop(what, "given up, " + why.why());
        }
    }

    private Duration backOff() {
        long wait = FIRST_WAIT.toMillis() << Math.min(failures, 20);
        return Duration.ofMillis(Math.min(wait, LONGEST_WAIT.toMillis()));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** What came in the meantime is the later one. */
    private void putBack(Waiting what) {
        waiting.merge(what.digest().kind(), what, (newer, older) -> older.and(newer));
    }

    private void drop(Waiting what, String why) {
        count("dropped");
        log.dropped(what.digest(), why);
    }

    private void count(String result) {
        metrics.counter("zoom.alert.deliveries", "channel", channel.name(), "result", result)
                .increment();
    }
}
