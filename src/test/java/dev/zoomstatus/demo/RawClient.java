package dev.zoomstatus.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to the pretend Zoom that says exactly what it is told to. */
final class RawClient implements AutoCloseable {

    /** What came back; header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawClient(PretendZoom zoom) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), zoom.port());
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Answer once(PretendZoom zoom, RawCall call) throws IOException {
        return once(zoom, call.text());
    }

    static Answer once(PretendZoom zoom, String text) throws IOException {
        try (RawClient client = new RawClient(zoom)) {
            return client.ask(text);
        }
    }

    Answer ask(String text) throws IOException {
        send(text);
        return answer();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("body broken off after " + body.length + " of " + length);
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    boolean closedByServer() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed without an answer");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
