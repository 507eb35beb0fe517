package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.zoom.ZoomAnswer;
import org.apache.camel.Exchange;

/** What the routes carry with a call: exchange properties, for a header could reach Zoom. */
public final class CallProperties {

    /** How many changes were claimed. */
    public static final String CLAIMED = "claimed";

    /** The {@link Claim}. */
    public static final String CLAIM = "claim";

    /** The token that the call was made with. */
    public static final String TOKEN = "token";

    /** When the call's turn had come, in milliseconds since 1970. */
    public static final String SENT_AT = "sentAt";

    /**
     * What kept an answer from coming, or the call from being made. Not Camel's own property: that one also holds what a
     * step was repeated for.
     */
    public static final String FAILURE = "failure";

    /** The {@link ZoomAnswer}. */
    public static final String ANSWER = "answer";

    /** The name of the answer's kind, for the route to branch on. */
    public static final String KIND = "kind";

    /** The name of the outcome. */
    public static final String OUTCOME = "outcome";

    private CallProperties() {}

    /** The claim that the exchange is about. */
    public static Claim claim(Exchange exchange) {
        return exchange.getProperty(CLAIM, Claim.class);
    }

    /** The answer that came. */
    public static ZoomAnswer answer(Exchange exchange) {
        return exchange.getProperty(ANSWER, ZoomAnswer.class);
    }
}
