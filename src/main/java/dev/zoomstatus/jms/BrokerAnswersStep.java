package dev.zoomstatus.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code broker-answers}: ends the route while the broker is known to be away, which step {@code check-broker} finds out.
 * If each that has something to send tried for itself, they would wait for a silent broker one after the other, at a stop too.
 */
@ApplicationScoped
@Named("broker-answers")
public class BrokerAnswersStep implements Processor {

    private final BrokerStep broker;

    /** Relies on the given check. */
    public BrokerAnswersStep(BrokerStep broker) {
        this.broker = broker;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.setRouteStop(!broker.answers());
    }
}
