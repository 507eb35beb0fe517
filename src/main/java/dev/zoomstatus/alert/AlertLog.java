package dev.zoomstatus.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/** Step {@code alert-log}: the way to people that is always there. */
@ApplicationScoped
@Named("alert-log")
public class AlertLog implements Processor {

    private static final Logger LOG = Logger.getLogger("dev.zoomstatus.alert");

    /** Made by the container. */
    public AlertLog() {}

    @Override
    public void process(Exchange exchange) {
        write(exchange.getMessage().getBody(Digest.class));
    }

    void write(Digest digest) {
        LOG.warn("ALERT " + digest.text());
    }
}
