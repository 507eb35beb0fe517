package dev.zoomstatus.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The token address: {@code POST /oauth/token}. */
final class TokenEndpoint {

    static final String PATH = "/oauth/token";

    private final Tokens tokens;
    private final Delivery delivery;
    private final CallLog log;
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final List<TokenFetch> fetches = new ArrayList<>();
    private volatile Credentials credentials = Credentials.DEMO;
    private volatile @Nullable Reply every;

    TokenEndpoint(Tokens tokens, Delivery delivery, CallLog log) {
        this.tokens = tokens;
        this.delivery = delivery;
        this.log = log;
    }

    void credentials(Credentials expected) {
        credentials = expected;
    }

    void script(List<Reply> replies) {
        script.clear();
        script.addAll(replies);
    }

    void every(@Nullable Reply reply) {
        every = reply;
    }

    List<TokenFetch> fetches() {
        synchronized (fetches) {
            return List.copyOf(fetches);
        }
    }

    void clear() {
        synchronized (fetches) {
            fetches.clear();
        }
    }

    void handle(RawRequest request, Connection connection) throws IOException {
        long releases = delivery.releases();
        Instant at = Instant.now();
        long start = System.nanoTime();
        Reply reply = decide(new TokenRequest(request));
        Response answer = reply.answerOr(success(reply)).with(List.of(TrackingId.next()));
        delivery.send(releases, reply, answer, connection, end -> {
            int status = end == Delivery.End.ANSWERED ? answer.status() : 0;
            synchronized (fetches) {
                fetches.add(new TokenFetch(at, start, System.nanoTime(), status));
            }
        });
    }

    private Reply decide(TokenRequest request) {
        if (!request.problems().isEmpty()) {
            request.problems().forEach(problem -> log.violation("token request: " + problem));
            return Reply.tokenError(400, "invalid_request", String.join("; ", request.problems()));
        }
        Reply always = every;
        if (always != null) {
            return always;
        }
        Reply scripted = script.poll();
        if (scripted != null) {
            return scripted;
        }
        return request.refusal(credentials).orElseGet(Reply::success);
    }

    private Response success(Reply reply) {
        // A reply with an answer of its own must not end an older token in passing.
        return reply.ownAnswer() || reply.way() == Reply.Way.RESET
                ? Response.of(200, "application/json", "{}")
                : Response.of(200, "application/json", tokens.issueAsJson());
    }
}
