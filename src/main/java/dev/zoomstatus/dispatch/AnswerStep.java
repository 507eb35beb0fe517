package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.zoom.AccessToken;
import dev.zoomstatus.zoom.AnswerReader;
import dev.zoomstatus.zoom.HttpAnswer;
import dev.zoomstatus.zoom.ZoomAnswer;
import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code answer}: reads what Zoom said, and what it says about the account as a whole. */
@ApplicationScoped
@Named("answer")
public class AnswerStep implements Processor {

    private final AnswerReader reader;
    private final AccountPause pause;
    private final SilenceStreak silence;
    private final AccessToken token;
    private final CallTimes times;
    private final Clock clock;

    /** Reads with the given reader. */
    public AnswerStep(
            AnswerReader reader,
            AccountPause pause,
            SilenceStreak silence,
            AccessToken token,
            CallTimes times,
            Clock clock) {
        this.reader = reader;
        this.pause = pause;
        this.silence = silence;
        this.token = token;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = CallProperties.claim(exchange);
        ZoomAnswer answer = read(exchange);
        exchange.setProperty(CallProperties.ANSWER, answer);
        exchange.setProperty(CallProperties.KIND, kind(claim, answer).name());
        exchange.getMessage().removeHeaders("*"); // the token with them
        times.record(answer, clock.millis() - exchange.getProperty(CallProperties.SENT_AT, Long.class));
    }

    private ZoomAnswer read(Exchange exchange) {
        Throwable failure = exchange.getProperty(CallProperties.FAILURE, Throwable.class);
        return failure != null
                ? reader.none(failure)
                : HttpAnswer.of(exchange.getMessage())
                        .read(reader, exchange.getProperty(CallProperties.TOKEN, "", String.class));
    }

    private Kind kind(Claim claim, ZoomAnswer answer) {
        if (answer.kind() != Kind.TOKEN_REFUSED && !answer.silent()) {
            token.accepted();
        }
        if (answer.silent() && answer.kind() != Kind.SET_UP) {
            return ofSilence(claim, answer);
        }
        silence.broken();
        if (answer.isAboutTheUser()) {
            pause.end(claim);
        }
        // What nobody knows may be a gateway's word to all: as a probe it spoils no change.
        return claim.probe() && answer.kind() == Kind.UNEXPECTED ? Kind.TRY_AGAIN : answer.kind();
    }

    /** A 404 without Zoom's code is about its user, unless it is one of many, or of nothing but silence before. */
    private Kind ofSilence(Claim claim, ZoomAnswer answer) {
        if (silence.anotherFor(claim.change().userKey())) {
            pause.unreachable(answer.message());
            return Kind.TRY_AGAIN;
        }
        if (answer.kind() != Kind.NOT_FOUND || !claim.probe()) {
            return answer.kind();
        }
        if (pause.isForSilence()) {
            return Kind.TRY_AGAIN;
        }
        pause.end(claim);
        return answer.kind();
    }
}
