package dev.zoomstatus.zoom;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;

/**
 * What an answer's header is read from: if the connection ends within it there was no answer, as RFC 9112, section 8, has
 * it. The client would take what came for all there is, and half a header for a success.
 */
final class WholeHeader extends FilterInputStream {

    private boolean begun;

    private WholeHeader(InputStream in) {
        super(in);
    }

    /** The client's own parser, which sees to it. */
    static HttpMessageParser<ClassicHttpResponse> parser(Http1Config limits) {
        HttpMessageParser<ClassicHttpResponse> parser = new DefaultHttpResponseParserFactory(limits).create();
        return (buffer, in) -> parser.parse(buffer, new WholeHeader(in));
    }

    @Override
    public int read() throws IOException {
        return noted(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return noted(super.read(target, offset, length));
    }

    private int noted(int read) throws EOFException {
        if (read < 0 && begun) {
            throw new EOFException("the answer's header broke off");
        }
        begun = true;
        return read;
    }
}
