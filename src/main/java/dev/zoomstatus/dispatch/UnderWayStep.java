package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.LogContext;
import dev.zoomstatus.ledger.Settlements;
import dev.zoomstatus.trace.ChangeTraces;
import dev.zoomstatus.zoom.ZoomAnswer;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.SynchronizationAdapter;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Step {@code under-way}: remembers the claim, and frees its slot when all is over, however it ends. */
@ApplicationScoped
@Named("under-way")
public class UnderWayStep extends SynchronizationAdapter implements Processor {

    private static final Logger LOG = Logger.getLogger(UnderWayStep.class);
    private static final String SPAN = "span";

    private final Slots slots;
    private final ChangeTraces traces;
    private final ProducerTemplate due;

    /** Frees the given slots. */
    public UnderWayStep(Slots slots, ChangeTraces traces, CamelContext camel) {
        this.slots = slots;
        this.traces = traces;
        this.due = camel.createProducerTemplate();
        due.setDefaultEndpointUri("seda:due?discardWhenFull=true&waitForTaskToComplete=Never");
    }

    @Override
    public void process(Exchange exchange) {
        // What woke the dispatcher may have been a trigger's message: its headers must not become part of the call.
        exchange.getMessage().removeHeaders("*");
        Claim claim = exchange.getMessage().getBody(Claim.class);
        exchange.setProperty(CallProperties.CLAIM, claim);
        // Before anything that could fail: the slot would be lost.
        exchange.getExchangeExtension().addOnCompletion(this);
        exchange.setProperty(SPAN, traces.called(claim));
        LogContext.of(claim);
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            tell(exchange);
        } finally {
            LogContext.clear();
            if (slots.release(exchange.getProperty(CallProperties.CLAIM, Claim.class))) {
                lookForMore();
            }
        }
    }

    private void tell(Exchange exchange) {
        @Nullable ZoomAnswer answer = exchange.getProperty(CallProperties.ANSWER, ZoomAnswer.class);
        Integer status = answer == null ? null : answer.httpStatus();
        Integer code = answer == null ? null : answer.zoomCode();
        String outcome = exchange.getProperty(CallProperties.OUTCOME, String.class);
        @Nullable Span span = exchange.getProperty(SPAN, Span.class);
        if (span != null) {
            traces.answered(span, status, code, outcome);
        }
        LOG.debugf("Called: HTTP %s, Zoom's code %s, outcome %s", status, code, outcome);
    }

    /** Has the claim's slot taken by another as soon as that can do no harm. */
    Settlements.Listener listener(Claim claim) {
        return new Settlements.Listener() {
            @Override
            public void queued() {
                slots.ending(claim);
                lookForMore();
            }

            @Override
            public void written() {
                slots.release(claim);
            }
        };
    }

    private void lookForMore() {
        due.sendBody(null);
    }
}
