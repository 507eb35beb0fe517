package dev.zoomstatus.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pretend Zoom does about one request: an answer of any kind, late, in pieces, or none at all. */
public final class Reply {

    /** How an answer leaves, if it does. */
    enum Way {
        WHOLE,
        HALF,
        TRICKLE,
        HANG,
        RESET,
        LOST
    }

    private final @Nullable Response answer;
    private final List<Header> headers;
    private final Way way;
    private final Duration delay;
    private final Duration betweenBytes;

    private Reply(@Nullable Response answer, List<Header> headers, Way way, Duration delay, Duration betweenBytes) {
        this.answer = answer;
        this.headers = List.copyOf(headers);
        this.way = way;
        this.delay = delay;
        this.betweenBytes = betweenBytes;
    }

    private static Reply of(@Nullable Response answer, Way way) {
        return new Reply(answer, List.of(), way, Duration.ZERO, Duration.ZERO);
    }

    private static Reply json(int status, String body) {
        return of(Response.of(status, "application/json", body), Way.WHOLE);
    }

    /** What would be answered if nothing were scripted: the change is made, or a token handed out. */
    public static Reply success() {
        return of(null, Way.WHOLE);
    }

    /** Success as documented: 204. */
    public static Reply noContent() {
        return empty(204);
    }

    /** Success as the seed shows it too: 200 with an empty body and no Content-Type. */
    public static Reply ok200() {
        return empty(200);
    }

    /** An error in Zoom's own shape. */
    public static Reply error(int httpStatus, int code, String message) {
        return json(httpStatus, Json.error(code, message));
    }

    /** An error in the shape the token address has. */
    public static Reply tokenError(int httpStatus, String error, String reason) {
        return json(httpStatus, Json.tokenError(error, reason));
    }

    /** Zoom's "Validation Failed." about one field. */
    public static Reply validation(String field, String message) {
        return json(400, Json.validation(field, message));
    }

    /** A bare status without a body. */
    public static Reply empty(int status) {
        return of(new Response(status, List.of(), ""), Way.WHOLE);
    }

    /** What a gateway in front of Zoom says. */
    public static Reply html(int status) {
        String body = "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>\n";
        return of(Response.of(status, "text/html", body), Way.WHOLE);
    }

    /** An answer in plain text. */
    public static Reply plain(int status, String text) {
        return of(Response.of(status, "text/plain; charset=utf-8", text), Way.WHOLE);
    }

    /** An answer that calls itself JSON and holds whatever is given. */
    public static Reply jsonText(int status, String text) {
        return json(status, text);
    }

    /** Sends the client elsewhere. */
    public static Reply redirect(int status, String location) {
        return empty(status).withHeader("Location", location);
    }

    /** 429 for more calls a second than the plan allows. */
    public static Reply tooFast(@Nullable String retryAfter) {
        return tooMany("per-second rate limit for this API. Try again later.", "QPS", "30", retryAfter);
    }

    /** 429 for more calls a day than the plan allows. */
    public static Reply dailyLimit(@Nullable String retryAfter) {
        return tooMany(
                "daily rate limit for this API. Refer to the response header for details on when you can make"
                        + " another request.",
                "Daily-limit",
                "6000",
                retryAfter);
    }

    private static Reply tooMany(String limit, String type, String size, @Nullable String retryAfter) {
        Reply reply = error(429, 429, "You have reached the maximum " + limit)
                .withHeader("X-RateLimit-Category", "Light")
                .withHeader("X-RateLimit-Type", type)
                .withHeader("X-RateLimit-Limit", size)
                .withHeader("X-RateLimit-Remaining", "0");
        return retryAfter == null ? reply : reply.withHeader("Retry-After", retryAfter);
    }

    /** 429 for two calls about one user at the same time. */
    public static Reply tooManyConcurrent() {
        return error(
                429,
                429,
                "Too many concurrent requests. A request to update this user's status has already been made.");
    }

    /** No answer: the connection is reset, and nothing has been changed. */
    public static Reply reset() {
        return of(null, Way.RESET);
    }

    /** No answer: the change is made, then the connection closed. */
    public static Reply lost() {
        return of(null, Way.LOST);
    }

    /** No answer until {@link PretendZoom#release()}; then success. Changes nothing if the client leaves before. */
    public static Reply hang() {
        return of(null, Way.HANG);
    }

    /** Success with a body that breaks off in its middle. */
    public static Reply half() {
        return of(Response.of(200, "application/json", "{\"message\":\"Status updated.\"}"), Way.HALF);
    }

    /** Success, one byte at a time. */
    public static Reply trickle(Duration betweenBytes) {
        return new Reply(null, List.of(), Way.TRICKLE, Duration.ZERO, betweenBytes);
    }

    /** The given reply, later. */
    public static Reply delayed(Duration delay, Reply reply) {
        return new Reply(reply.answer, reply.headers, reply.way, delay, reply.betweenBytes);
    }

    /** The same with one header more, or another value of it. */
    public Reply withHeader(String name, String value) {
        List<Header> all = new ArrayList<>(headers);
        all.removeIf(header -> header.is(name));
        all.add(new Header(name, value));
        return new Reply(answer, all, way, delay, betweenBytes);
    }

    Response answerOr(Response success) {
        return (answer == null ? success : answer).with(headers);
    }

    /** Whether it says something else than success as usual. */
    boolean ownAnswer() {
        return answer != null;
    }

    Way way() {
        return way;
    }

    Duration delay() {
        return delay;
    }

    Duration betweenBytes() {
        return betweenBytes;
    }
}
