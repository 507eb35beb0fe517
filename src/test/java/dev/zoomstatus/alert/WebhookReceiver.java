package dev.zoomstatus.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plays the other side of a webhook on a real socket; it can refuse, and keep silent. */
public final class WebhookReceiver implements AutoCloseable {

    /** What its address carries and nobody may tell. */
    public static final String TOKEN = "T0KEN-9f8e7d6c";

    private static final int SILENT = -1;

    private final HttpServer server;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Post> all = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile Map<String, String> answerHeaders = Map.of();

    /**
     * One request.
     *
     * @param answered the status that it got
     */
    public record Post(String method, String path, Map<String, String> headers, String body, int answered) {

        /** Its body as JSON. */
        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException("no JSON: " + body, e);
            }
        }
    }

    /** Listens on the given port of the loopback address; 0: on any. */
    public WebhookReceiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        this.port = server.getAddress().getPort();
    }

    /** Its address, with the secret in it. */
    public String url() {
        return url(port());
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The address of one at that port. */
    public static String url(int port) {
        return "http://localhost:" + port + "/services/" + TOKEN + "?key=" + TOKEN;
    }

    /** Answers with that status from now on. */
    public WebhookReceiver answering(int status, Map<String, String> headers) {
        this.answerHeaders = headers;
        this.status = status;
        return this;
    }

    /** Takes requests and never answers them. */
    public WebhookReceiver silent() {
        return answering(SILENT, Map.of());
    }

    /** The requests so far. */
    public List<Post> posts() {
        return List.copyOf(all);
    }

    /** The requests so far that were taken. */
    public List<JsonNode> taken() {
        return all.stream()
                .filter(post -> post.answered() == 200)
                .map(Post::json)
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int answer = status;
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        all.add(new Post(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body, answer));
        if (answer == SILENT) {
            awaitEnd();
            return;
        }
        answerHeaders.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
