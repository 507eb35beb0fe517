package dev.zoomstatus.dispatch;

import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.ledger.Answered;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Settlements;
import dev.zoomstatus.zoom.ZoomAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code end}: the change has ended; state and audit entry are kept in one transaction. */
@ApplicationScoped
@Named("end")
public class EndStep implements Processor {

    private final Settlements settlements;
    private final UnderWayStep underWay;
    private final MeterRegistry metrics;

    /** Settles in the given ledger. */
    public EndStep(Settlements settlements, UnderWayStep underWay, MeterRegistry metrics) {
        this.settlements = settlements;
        this.underWay = underWay;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = CallProperties.claim(exchange);
        Outcome outcome = Outcome.valueOf(exchange.getProperty(CallProperties.OUTCOME, String.class));
        if (settlements.end(claim, outcome, answered(CallProperties.answer(exchange)), underWay.listener(claim))) {
            metrics.counter("zoom.changes", "trigger", claim.trigger(), "outcome", outcome.name())
                    .increment();
        }
    }

    static Answered answered(ZoomAnswer answer) {
        return new Answered(answer.httpStatus(), answer.zoomCode(), answer.message(), answer.trackingId());
    }
}
