package dev.zoomstatus.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A call as text, right unless a test makes it wrong. */
record RawCall(String headLine, List<Header> headers, String body, boolean framed) {

    static final String MULTIPART =
            "--B\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\ndeactivate\r\n--B--\r\n";

    static RawCall proper(String user, String token) {
        return new RawCall(
                "PUT /v2/users/" + user + "/status HTTP/1.1",
                List.of(
                        new Header("Host", "localhost"),
                        new Header("User-Agent", "zoom-user-status/1.0"),
                        new Header("Authorization", "Bearer " + token),
                        new Header("Content-Type", "multipart/form-data; boundary=B")),
                MULTIPART,
                false);
    }

    static RawCall token(Credentials credentials, String body) {
        return new RawCall(
                "POST /oauth/token HTTP/1.1",
                List.of(
                        new Header("Host", "localhost"),
                        new Header("Authorization", credentials.basic()),
                        new Header("Content-Type", "application/x-www-form-urlencoded")),
                body,
                false);
    }

    RawCall headLine(String other) {
        return new RawCall(other, headers, body, framed);
    }

    RawCall body(String other) {
        return new RawCall(headLine, headers, other, framed);
    }

    RawCall with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new RawCall(headLine, more, body, framed);
    }

    RawCall without(String name) {
        List<Header> fewer = headers.stream().filter(header -> !header.is(name)).toList();
        return new RawCall(headLine, fewer, body, framed);
    }

    RawCall instead(String name, String value) {
        return without(name).with(name, value);
    }

    /** With the framing that the test gives, not with a Content-Length of its own. */
    RawCall framedBy(String name, String value) {
        RawCall more = with(name, value);
        return new RawCall(headLine, more.headers, body, true);
    }

    String text() {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        List<Header> all = framed ? headers : with("Content-Length", "" + length).headers;
        String lines = all.stream()
                .map(header -> header.name() + ": " + header.value() + "\r\n")
                .collect(Collectors.joining());
        return headLine + "\r\n" + lines + "\r\n" + body;
    }
}
