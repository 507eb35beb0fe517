package dev.zoomstatus.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A strict pretend Zoom on a real socket of this machine: it hands out tokens, takes status changes, complains about
 * every request that Zoom's contract does not allow, and answers as it was told to.
 */
public final class PretendZoom implements AutoCloseable {

    private final Tokens tokens = new Tokens();
    private final Delivery delivery = new Delivery();
    private final CallLog log = new CallLog();
    private final TokenEndpoint tokenEndpoint = new TokenEndpoint(tokens, delivery, log);
    private final StatusEndpoint statusEndpoint = new StatusEndpoint(tokens, delivery, log);
    private final HttpServer server;

    private PretendZoom(int port) throws IOException {
        server = new HttpServer(port, new Router(tokenEndpoint, statusEndpoint, log));
    }

    /** Starts one on any free port. */
    public static PretendZoom start() throws IOException {
        return start(0);
    }

    /** Starts one on the given port; 0 for any that is free. */
    public static PretendZoom start(int port) throws IOException {
        return new PretendZoom(port);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** What {@code zoom.api-url} has to be. */
    public String apiUrl() {
        return "http://localhost:" + port() + "/v2";
    }

    /** What {@code zoom.token-url} has to be. */
    public String tokenUrl() {
        return "http://localhost:" + port() + TokenEndpoint.PATH;
    }

    // What the token address does.

    /** Accepts other credentials than {@link Credentials#DEMO} from now on. */
    public void credentials(Credentials expected) {
        tokenEndpoint.credentials(expected);
    }

    /** How long tokens made from now on are valid; an hour unless told. */
    public void expiresIn(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** The scopes of tokens made from now on, with spaces between them. */
    public void scope(String scope) {
        tokens.scope(scope);
    }

    /** Whether a new token ends those before it. */
    public void newTokenRevokesOlder(boolean revokes) {
        tokens.newRevokesOlder(revokes);
    }

    /** Ends all tokens at once. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Makes a token without a request for one. */
    public String newToken() {
        return tokens.issue();
    }

    /** All tokens ever made, for tests that look for them where they must not be. */
    public List<String> tokensMade() {
        return tokens.issued();
    }

    /** What the next token requests get, in turn; afterwards as usual. */
    public void tokenAnswers(Reply... replies) {
        tokenEndpoint.script(List.of(replies));
    }

    /** What every token request gets; null for as usual. */
    public void everyToken(@Nullable Reply reply) {
        tokenEndpoint.every(reply);
    }

    /** The token requests so far that have ended. */
    public List<TokenFetch> tokenFetches() {
        return tokenEndpoint.fetches();
    }

    // What the API does.

    /** How bodies have to be written; multipart unless told. */
    public void bodyFormat(BodyFormat format) {
        statusEndpoint.format(format);
    }

    /** How User-Agent has to begin; null for anything. */
    public void userAgent(@Nullable String start) {
        statusEndpoint.headers().userAgentStart(start);
    }

    /** The calls allowed per second; 0, as at the start, for no limit. */
    public void rateLimit(int perSecond) {
        statusEndpoint.rate().perSecond(perSecond);
    }

    /** What the next calls for that user get, in turn; afterwards success, or what {@link #answerAll} says. */
    public void answer(String user, Reply... sequence) {
        statusEndpoint.script().user(user, List.of(sequence));
    }

    /** Computes what a call gets that has no answer of its own. */
    public void answerAll(Function<Call, Reply> function) {
        statusEndpoint.script().all(function);
    }

    /** What every call gets, whatever else was asked for; null ends it. */
    public void everyCall(@Nullable Reply reply) {
        statusEndpoint.script().every(reply);
    }

    /** Forgets all answers asked for, those of the token address too. */
    public void answerAsUsual() {
        statusEndpoint.script().clear();
        tokenAnswers();
        everyToken(null);
    }

    /** Answers all requests that hang. */
    public void release() {
        delivery.release();
    }

    /** Listens no more and breaks off every connection; keeps everything else. */
    public void goDown() throws IOException {
        server.goDown();
    }

    /** Listens again, on the same port. */
    public void comeBack() throws IOException {
        server.comeBack();
    }

    /** Breaks off every connection, as a gateway does with idle ones. */
    public void dropConnections() throws IOException {
        server.dropConnections();
    }

    // What it has seen.

    /** The calls so far in the order in which they came, those under way too. */
    public List<Call> calls() {
        return log.calls();
    }

    /** Those about one user. */
    public List<Call> callsOf(String user) {
        return calls().stream()
                .filter(call -> call.user().equalsIgnoreCase(user))
                .toList();
    }

    /** What the client did that Zoom's contract does not allow; empty is what a test wants. */
    public List<String> violations() {
        return log.violations();
    }

    /** The most calls that came within any one second. */
    public int mostCallsPerSecond() {
        return log.mostPerSecond();
    }

    /** {@code active} or {@code inactive} as the calls so far have made that user; empty if none has. */
    public Optional<String> statusOf(String user) {
        return Optional.ofNullable(statusEndpoint.statuses().get(user.toLowerCase(Locale.ROOT)));
    }

    /** Forgets what it has seen, but neither tokens nor answers asked for. */
    public void clear() {
        log.clear();
        tokenEndpoint.clear();
        statusEndpoint.statuses().clear();
    }

    /** Keeps only the newest calls, for long runs. */
    public void keepAtMost(int calls) {
        log.keepAtMost(calls);
    }

    /** Also appends each call to a file when it ends, one JSON line each, right before its answer leaves. */
    public void logTo(Path file) throws IOException {
        log.writeTo(file);
    }

    @Override
    public void close() throws IOException {
        server.close();
        log.close();
    }
}
