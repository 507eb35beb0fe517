package dev.zoomstatus.health;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.jms.BrokerUnavailableException;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/**
 * Step {@code tell-failure}: says in the log what broke, one line a fault and at most one in ten seconds for each route:
 * whatever broke is tried again, and a disk that is full for an hour must not fill it further.
 */
@ApplicationScoped
@Named("tell-failure")
@RegisterForReflection // named in routes/on-failure.camel.yaml
public class FailureLog implements Processor {

    private static final Logger LOG = Logger.getLogger(FailureLog.class);
    private static final long EVERY = Duration.ofSeconds(10).toNanos();
    private static final int MOST_OF_A_MESSAGE = 1000;
    private static final int FRAMES = 8;

    private final Map<String, Told> told = new HashMap<>();

    private record Told(long atNanos, int since) {}

    /** Begins with nothing told. */
    public FailureLog() {}

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String where = where(exchange, failure);
        int untold = untold(where);
        if (untold >= 0) {
            String more = untold == 0 ? "" : " (" + untold + " more of it since the line before)";
            LOG.errorf("Trouble with %s, tried again: %s%s", where, describe(failure), more);
            LOG.debug("in full", failure);
        }
    }

    private static String where(Exchange exchange, Throwable failure) {
        if (failure instanceof LedgerUnavailableException) {
            return "the ledger";
        }
        return failure instanceof BrokerUnavailableException
                ? "the broker"
                : "route " + exchange.getProperty(Exchange.FAILURE_ROUTE_ID);
    }

    /** How many failures were kept back since the last line, or -1 if this one is kept back too. */
    private synchronized int untold(String where) {
        long now = System.nanoTime();
        Told last = told.get(where);
        if (last != null && now - last.atNanos() < EVERY) {
            told.put(where, new Told(last.atNanos(), last.since() + 1));
            return -1;
        }
        told.put(where, new Told(now, 0));
        return last == null ? 0 : last.since();
    }

    private static String describe(Throwable failure) {
        Throwable wrapped = failure.getCause();
        Throwable cause = failure instanceof UncheckedIOException && wrapped != null ? wrapped : failure;
        if (cause instanceof LedgerUnavailableException || cause instanceof BrokerUnavailableException) {
            return Printable.clean(String.valueOf(cause.getMessage()), MOST_OF_A_MESSAGE);
        }
        String what = Printable.clean(cause.toString(), MOST_OF_A_MESSAGE);
        // A fault of the program: where it is matters more than what it is.
        return cause instanceof IOException ? what : what + " at " + place(cause);
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }
}
