package dev.zoomstatus.demo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests off a connection, and takes nothing that leaves room for two readings. */
final class RequestReader {

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;
    private static final int LARGEST_BODY = 65_536;
    private static final Pattern HEAD_LINE = Pattern.compile("[A-Z]+ [\\x21-\\x7E]+ HTTP/1\\.1");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,7}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,7}");

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** The next request, or null where the client has closed the connection between two requests. */
    @Nullable
    RawRequest next() throws IOException, ContractViolation {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        String headLine = line(first);
        if (!HEAD_LINE.matcher(headLine).matches()) {
            throw new ContractViolation("the first line is not that of an HTTP/1.1 request");
        }
        RawRequest head = new RawRequest(headLine, headers(), "");
        return new RawRequest(headLine, head.headers(), body(head));
    }

    private List<Header> headers() throws IOException, ContractViolation {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(header(line));
            if (headers.size() > MOST_HEADERS) {
                throw new ContractViolation("more than " + MOST_HEADERS + " headers");
            }
        }
        return headers;
    }

    private static Header header(String line) throws ContractViolation {
        int colon = line.indexOf(':');
        if (colon < 0 || !HEADER_NAME.matcher(line.substring(0, colon)).matches()) {
            // The line is not repeated: it may hold the token.
            throw new ContractViolation("a header line without a proper name");
        }
        String value = line.substring(colon + 1).strip();
        if (value.chars().anyMatch(c -> c != '\t' && (c < ' ' || c > '~'))) {
            throw new ContractViolation("header " + line.substring(0, colon) + " holds other than printable ASCII");
        }
        return new Header(line.substring(0, colon), value);
    }

    private String body(RawRequest head) throws IOException, ContractViolation {
        if (!head.values("Expect").isEmpty()) {
            // Such a client waits for a word before it sends the body: refuse at once, or both would wait.
            throw new ContractViolation("header Expect is not allowed");
        }
        List<String> lengths = head.values("Content-Length");
        List<String> codings = head.values("Transfer-Encoding");
        if (lengths.size() + codings.size() > 1) {
            throw new ContractViolation("the body is framed more than once");
        }
        if (!codings.isEmpty()) {
            if (!"chunked".equalsIgnoreCase(codings.get(0))) {
                throw new ContractViolation("Transfer-Encoding other than chunked");
            }
            return chunks();
        }
        return lengths.isEmpty() ? "" : bytes(length(lengths.get(0)));
    }

    private static int length(String text) throws ContractViolation {
        if (!LENGTH.matcher(text).matches()) {
            throw new ContractViolation("Content-Length is not a plain number");
        }
        return Integer.parseInt(text);
    }

    private String chunks() throws IOException, ContractViolation {
        StringBuilder body = new StringBuilder();
        while (true) {
            String size = line();
            if (!CHUNK_SIZE.matcher(size).matches()) {
                throw new ContractViolation("a chunk size that is not a plain hexadecimal number");
            }
            String chunk = bytes(Integer.parseInt(size, 16));
            if (!line().isEmpty()) {
                throw new ContractViolation("a chunk longer than its size, or a trailer");
            }
            if (chunk.isEmpty()) {
                return body.toString();
            }
            body.append(chunk);
            check(body.length());
        }
    }

    private String bytes(int count) throws IOException, ContractViolation {
        check(count);
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("The client left within a body");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void check(int size) throws ContractViolation {
        if (size > LARGEST_BODY) {
            throw new ContractViolation("a body of more than " + LARGEST_BODY + " bytes");
        }
    }

    private String line() throws IOException, ContractViolation {
        return line(in.read());
    }

    private String line(int first) throws IOException, ContractViolation {
        StringBuilder line = new StringBuilder();
        for (int c = first; c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The client left within a request");
            }
            if (c == '\n' || line.length() == LONGEST_LINE) {
                throw new ContractViolation("a line that does not end in CR LF, or is too long");
            }
            line.append((char) c);
        }
        if (in.read() != '\n') {
            throw new ContractViolation("a carriage return within a line");
        }
        return line.toString();
    }
}
