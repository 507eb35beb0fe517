package dev.zoomstatus.dispatch;

import dev.zoomstatus.zoom.AccessToken;
import dev.zoomstatus.zoom.TokenException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code token}: gets the token for this call. */
@ApplicationScoped
@Named("token")
public class TokenStep implements Processor {

    private final AccessToken token;

    /** Uses the given token. */
    public TokenStep(AccessToken token) {
        this.token = token;
    }

    @Override
    public void process(Exchange exchange) throws NotSentException {
        try {
            exchange.setProperty(CallProperties.TOKEN, token.current());
        } catch (TokenException e) {
            throw new NotSentException(String.valueOf(e.getMessage()));
        }
    }
}
