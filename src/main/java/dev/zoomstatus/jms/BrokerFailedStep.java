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

    /** Made by the container. */
    public BrokerFailedStep() {}

    @Override
    public void process(Exchange exchange) {
        throw new BrokerUnavailableException(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }
}
