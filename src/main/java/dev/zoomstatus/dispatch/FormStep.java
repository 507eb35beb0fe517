package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.zoom.StatusRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Step {@code form}: writes the request's path and body. */
@ApplicationScoped
@Named("form")
public class FormStep implements Processor {

    private final StatusRequest request;

    /** Writes with the given request. */
    public FormStep(StatusRequest request) {
        this.request = request;
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = CallProperties.claim(exchange);
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_PATH, StatusRequest.path(claim.change().user()));
        message.setHeader(Exchange.CONTENT_TYPE, request.contentType());
        message.setBody(request.body(claim.change().action()));
    }
}
