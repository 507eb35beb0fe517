package dev.zoomstatus.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as it goes over the wire.
 *
 * @param status the HTTP status
 * @param headers all headers but Content-Length
 * @param body sent as UTF-8
 */
record Response(int status, List<Header> headers, String body) {

    private static final int NO_CONTENT = 204;

    Response {
        headers = List.copyOf(headers);
    }

    static Response of(int status, String contentType, String body) {
        return new Response(status, List.of(new Header("Content-Type", contentType)), body);
    }

    Response with(List<Header> more) {
        List<Header> all = new ArrayList<>(headers);
        for (Header header : more) {
            all.removeIf(old -> old.is(header.name()));
            all.add(header);
        }
        return new Response(status, all, body);
    }

    boolean success() {
        return status >= 200 && status < 300;
    }

    /** Whether the server hangs up after this answer. */
    boolean closes() {
        return headers.stream().anyMatch(header -> header.is("Connection") && "close".equalsIgnoreCase(header.value()));
    }

    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        // The reason phrase may be empty, and nobody should read it.
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (status != NO_CONTENT) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(content);
        return out.toByteArray();
    }
}
