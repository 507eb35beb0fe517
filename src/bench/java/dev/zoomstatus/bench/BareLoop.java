package dev.zoomstatus.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The baseline: the JDK's HttpClient in a bare loop that sends the application's requests and keeps nothing. */
public final class BareLoop {

    private static final String BOUNDARY = "zoom-user-status-3a9f1c7e5b2d4860";

    private BareLoop() {}

    /** Arguments: the API's address, how many calls to warm up, how many that count, and in how many threads. */
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        int threads = Integer.parseInt(args[3]);
        call(client, args[0], Integer.parseInt(args[1]), threads);
        HttpRequest reset = HttpRequest.newBuilder(URI.create(args[0].replace("/v2", "/reset?latency=0&limit=0")))
                .build();
        client.send(reset, HttpResponse.BodyHandlers.discarding());
        call(client, args[0], Integer.parseInt(args[2]), threads);
    }

    private static void call(HttpClient client, String api, int calls, int threads) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                for (int user = next.getAndIncrement(); user < calls; user = next.getAndIncrement()) {
                    call(client, api, user);
                }
                over.countDown();
            });
            thread.setUncaughtExceptionHandler((failed, e) -> {
                e.printStackTrace();
                Runtime.getRuntime().halt(1); // else those that are left would be waited for, for ever
            });
            thread.start();
        }
        over.await();
    }

    private static void call(HttpClient client, String api, int user) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/users/u" + user + "%40example.org/status"))
                .header("Authorization", "Bearer bench")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .PUT(HttpRequest.BodyPublishers.ofString("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\ndeactivate\r\n--" + BOUNDARY
                        + "--\r\n"))
                .build();
        try {
            HttpResponse<Void> answer = send(client, request);
            if (answer.statusCode() != 204) {
                throw new IllegalStateException("answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the light server is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once in some 100,000 calls the JDK's client closes a connection that it has just taken from its pool: then once more. */
    private static HttpResponse<Void> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
