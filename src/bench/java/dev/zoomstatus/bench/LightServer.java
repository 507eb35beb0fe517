package dev.zoomstatus.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The process of a {@link LightZoom}, seen from here. */
final class LightServer implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    /**
     * What has arrived since the last reset.
     *
     * @param calls how many
     * @param refused how many of them were answered 429
     * @param nanos from the first to the last
     * @param first of the first ones: the path, a space, and the time in microseconds since 1970
     */
    record Count(long calls, long refused, long nanos, List<String> first) {

        double perSecond() {
            return calls * 1e9 / Math.max(1, nanos);
        }
    }

    LightServer() throws IOException {
        process = new ProcessBuilder(Java.command(List.of("-Xmx256m"), LightZoom.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        address = "http://127.0.0.1:"
                + new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine();
    }

    String apiUrl() {
        return address + "/v2";
    }

    String tokenUrl() {
        return address + "/oauth/token";
    }

    /** Begins to count anew, with that latency in milliseconds, and that limit of calls a second; 0 for none. */
    void reset(int latency, int limit) throws IOException, InterruptedException {
        get("/reset?latency=" + latency + "&limit=" + limit);
    }

    Count count() throws IOException, InterruptedException {
        String[] lines = get("/count").split("\n", -1);
        String[] numbers = lines[0].split(" ", -1);
        return new Count(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Arrays.asList(lines).subList(1, lines.length));
    }

    private String get(String target) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + target)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
