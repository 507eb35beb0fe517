package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.SynchronizationAdapter;

/** Step {@code under-way}: remembers the claim, and frees its slot when all is over, however it ends. */
@ApplicationScoped
@Named("under-way")
public class UnderWayStep extends SynchronizationAdapter implements Processor {

    private final Slots slots;
    private final ProducerTemplate camel;

    /** Frees the given slots. */
    public UnderWayStep(Slots slots, ProducerTemplate camel) {
        this.slots = slots;
        this.camel = camel;
    }

    @Override
    public void process(Exchange exchange) {
        // What woke the dispatcher may have been a trigger's message: its headers must not become part of the call.
        exchange.getMessage().removeHeaders("*");
        exchange.setProperty(CallProperties.CLAIM, exchange.getMessage().getBody(Claim.class));
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    @Override
    public void onDone(Exchange exchange) {
        slots.release();
        camel.sendBody("seda:due?discardWhenFull=true&waitForTaskToComplete=Never", null);
    }
}
