package dev.zoomstatus.dispatch;

import dev.zoomstatus.alert.Alert;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.zoom.ZoomAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code raise-alert}: a change ended otherwise than wished. */
@ApplicationScoped
@Named("raise-alert")
public class UserAlertStep implements Processor {

    private final Alerts alerts;

    /** Raises with the given alerts. */
    public UserAlertStep(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = CallProperties.claim(exchange);
        ZoomAnswer answer = CallProperties.answer(exchange);
        alerts.raise(
                Alert.valueOf(exchange.getProperty(CallProperties.OUTCOME, String.class)),
                claim.change().action().wire() + " " + claim.change().user() + ": " + answer.message());
    }
}
