package dev.zoomstatus.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A Zoom that costs next to nothing: says 204 to every call and counts, in a process of its own. It is as strict as it
 * must be to measure, no more; {@code src/demo} has the strict one.
 *
 * <p>{@code GET /reset?latency=100&limit=84} begins a new count, {@code GET /count} tells it.
 */
public final class LightZoom {

    private static final byte[] NO_CONTENT =
            "HTTP/1.1 204 No Content\r\nx-zm-trackingid: WEB_bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOO_FAST = response(
            "429 Too Many Requests",
            "{\"code\":429,\"message\":\"You have reached the maximum per-second rate limit\"}");
    private static final String TOKEN =
            "{\"access_token\":\"bench\",\"token_type\":\"bearer\",\"expires_in\":3600,\"scope\":\"user:update:status:admin\"}";

    private volatile Arrivals arrivals = new Arrivals(0, 0);

    private LightZoom() {}

    /** Listens on a port of the system's choice, and prints it. */
    public static void main(String[] args) throws IOException {
        LightZoom zoom = new LightZoom();
        try (ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> zoom.serve(socket), "connection");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            LightRequests requests = new LightRequests(in);
            while (requests.next()) {
                out.write(answer(requests));
            }
        } catch (IOException e) {
            // the other side went away: its process has ended
        } catch (RuntimeException e) {
            e.printStackTrace(); // a fault in here: the bench must not go on as if nothing was
            Runtime.getRuntime().halt(1);
        }
    }

    private byte[] answer(LightRequests request) {
        if (request.isCall()) {
            return called(arrivals, request);
        }
        String target = request.target();
        if (target.startsWith("/reset?")) {
            arrivals = new Arrivals(number(target, "latency"), number(target, "limit"));
            return response("200 OK", "");
        }
        return target.startsWith("/count") ? response("200 OK", arrivals.told()) : response("200 OK", TOKEN);
    }

    private static byte[] called(Arrivals current, LightRequests request) {
        boolean allowed = current.add(request);
        if (current.latency() > 0) {
            try {
                Thread.sleep(current.latency());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return allowed ? NO_CONTENT : TOO_FAST;
    }

    private static int number(String target, String key) {
        int at = target.indexOf(key + "=") + key.length() + 1;
        int end = target.indexOf('&', at);
        return Integer.parseInt(target.substring(at, end < 0 ? target.length() : end));
    }

    private static byte[] response(String status, String body) {
        return String.format(
                        Locale.ROOT,
                        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                        status,
                        body.length(),
                        body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
