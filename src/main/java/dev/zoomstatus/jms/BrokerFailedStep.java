package dev.zoomstatus.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code broker-failed}: gives the many exceptions of a failed sending one name. Camel looks for the handler of the
 * innermost cause first, and so would find the one for any exception.
 */
@ApplicationScoped
@Named("broker-failed")
public class BrokerFailedStep implements Processor {

    private final BrokerStep broker;

    /** Keeps the failure for the health check of the given broker. */
    public BrokerFailedStep(BrokerStep broker) {
        this.broker = broker;
    }

    @Override
    public void process(Exchange exchange) {
        broker.check(); // if it is away, that is the reason
        String endpoint = exchange.getProperty(Exchange.TO_ENDPOINT, String.class);
        String setting =
                endpoint.replaceFirst("[?].*", "").replaceFirst(".*:", ""); // for which the addresses are named
        throw broker.refused(setting, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }
}
