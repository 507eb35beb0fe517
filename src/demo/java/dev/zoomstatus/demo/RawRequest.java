package dev.zoomstatus.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param headLine the first line, such as {@code PUT /v2/users/u1/status HTTP/1.1}
 * @param headers all header lines in the order sent
 * @param body the body without its framing, one char for each byte (ISO 8859-1), so that nothing is lost
 */
public record RawRequest(String headLine, List<Header> headers, String body) {

    /** Keeps its own copy of the headers. */
    public RawRequest {
        headers = List.copyOf(headers);
    }

    /** Reads a recorded request, such as the one the seed's curl command sends. */
    public static RawRequest read(Path recorded) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(recorded))) {
            RawRequest request = new RequestReader(in).next();
            if (request == null) {
                throw new IOException("No request in " + recorded);
            }
            return request;
        } catch (ContractViolation e) {
            throw new IOException("No proper request in " + recorded + ": " + e.getMessage(), e);
        }
    }

    /** The verb, such as {@code PUT}. */
    public String method() {
        return headLine.substring(0, headLine.indexOf(' '));
    }

    /** What stands between verb and version: the path, with its query if there is one. */
    public String target() {
        return headLine.substring(headLine.indexOf(' ') + 1, headLine.lastIndexOf(' '));
    }

    /** The names of the headers as written and in the order sent. */
    public List<String> headerNames() {
        return headers.stream().map(Header::name).toList();
    }

    /** All values sent under that name. */
    public List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .toList();
    }

    /** The first value sent under that name. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /** The headers by their lower-cased names. */
    public Map<String, List<String>> headerMap() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (Header header : headers) {
            map.computeIfAbsent(header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.value());
        }
        return map;
    }

    /** The same request with the value of the Authorization header taken out. */
    RawRequest withoutSecrets() {
        List<Header> harmless = headers.stream()
                .map(header -> header.is("Authorization") ? new Header(header.name(), "<removed>") : header)
                .toList();
        return new RawRequest(headLine, harmless, body);
    }
}
