package dev.zoomstatus.jms;

import dev.zoomstatus.ledger.Outbox;
import dev.zoomstatus.ledger.OutcomeMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code unsent}: the body is what is to be sent now, in the order in which the changes ended. */
@ApplicationScoped
@Named("unsent")
public class UnsentStep implements Processor {

    /** The messages of this page that were sent. */
    static final String SENT = "sent";

    /** The reply addresses that took nothing in this page. */
    static final String REFUSED = "refused";

    /** So many may be sent twice if the process dies before it has noted them. */
    private static final int MOST = 100;

    private final Outbox outbox;

    /** Sends what is in the given outbox. */
    public UnsentStep(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        List<OutcomeMessage> page = outbox.due(MOST);
        exchange.setProperty(SENT, new ArrayList<OutcomeMessage>());
        exchange.setProperty(REFUSED, new HashSet<String>());
        exchange.getMessage().setBody(page);
        if (page.isEmpty()) {
            exchange.setRouteStop(true);
        }
    }
}
