package dev.zoomstatus.demo;

import dev.zoomstatus.demo.Delivery.End;
import dev.zoomstatus.demo.Reply.Way;
import dev.zoomstatus.demo.UsersUnderWay.Place;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The API: {@code PUT /v2/users/{userId}/status}, and a complaint about anything else. */
final class StatusEndpoint {

    private static final Response SUCCESS = new Response(204, List.of(), "");

    private final Tokens tokens;
    private final Delivery delivery;
    private final CallLog log;
    private final HeaderRules headers = new HeaderRules();
    private final RateLimit rate = new RateLimit();
    private final Script script = new Script();
    private final UsersUnderWay underWay = new UsersUnderWay();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private volatile BodyFormat format = BodyFormat.MULTIPART;

    StatusEndpoint(Tokens tokens, Delivery delivery, CallLog log) {
        this.tokens = tokens;
        this.delivery = delivery;
        this.log = log;
    }

    HeaderRules headers() {
        return headers;
    }

    RateLimit rate() {
        return rate;
    }

    Script script() {
        return script;
    }

    /** Lower-cased user to {@code active} or {@code inactive}. */
    Map<String, String> statuses() {
        return statuses;
    }

    void format(BodyFormat expected) {
        format = expected;
    }

    void handle(RawRequest request, Connection connection) throws IOException {
        long releases = delivery.releases();
        StatusRequest read = StatusRequest.read(request, headers, format);
        Call call = log.begin(request, read);
        read.problems().forEach(problem -> violation(call, read, problem));
        Place place = read.user().isEmpty() ? null : underWay.enter(read.user());
        boolean atOnce = place == null && !read.user().isEmpty();
        if (atOnce) {
            violation(call, read, "another call about the same user is under way");
        }
        Reply reply = refusal(read, atOnce).orElseGet(() -> script.next(call));
        Response answer = reply.answerOr(SUCCESS).with(List.of(TrackingId.next()));
        delivery.send(releases, reply, answer, connection, end -> {
            if (takesEffect(reply, answer, end)) {
                apply(call);
            }
            log.end(call, end == End.ANSWERED ? answer.status() : 0);
            leave(place, end);
        });
    }

    private Optional<Reply> refusal(StatusRequest read, boolean atOnce) {
        if (!read.problems().isEmpty()) {
            return Optional.of(Reply.error(400, 300, "Contract violated: " + String.join("; ", read.problems())));
        }
        Optional<Reply> refusal = tokens.refusal(read.bearer()).or(rate::refusal);
        if (refusal.isEmpty() && atOnce) {
            return Optional.of(Reply.tooManyConcurrent());
        }
        if (refusal.isEmpty() && read.format() != format) {
            return Optional.of(Reply.error(400, 300, "Request Body should be a valid JSON object."));
        }
        return refusal;
    }

    private void violation(Call call, StatusRequest read, String problem) {
        String line = "call " + call.number() + ", " + call.request().headLine() + ": " + problem;
        log.violation(read.bearer().isEmpty() ? line : line.replace(read.bearer(), "<token>"));
    }

    private static boolean takesEffect(Reply reply, Response answer, End end) {
        boolean unseen = end == End.BROKEN_OFF && (reply.way() == Way.LOST || reply.way() == Way.HALF);
        return answer.success() && (end == End.ANSWERED || unseen);
    }

    private void apply(Call call) {
        String status = call.action().equals("activate") ? "active" : "inactive";
        statuses.put(call.user().toLowerCase(Locale.ROOT), status);
    }

    private void leave(@Nullable Place place, End end) {
        if (place != null) {
            underWay.leave(place, end == End.LEFT_BY_CLIENT);
        }
    }
}
