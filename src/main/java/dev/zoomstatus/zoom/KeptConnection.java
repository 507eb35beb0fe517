package dev.zoomstatus.zoom;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept for the next call, if nothing has come that nobody asked for: that is no answer, as RFC 9112,
 * section 9.2, has it, but the client would take it for the next call's, and so for another user's.
 */
final class KeptConnection implements ManagedHttpClientConnection {

    /** Whether the other end is still there is asked only after so long: that costs a millisecond. */
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

    private final ManagedHttpClientConnection connection;
    private final Parser parser;
    private @Nullable Socket belowTls;
    private long usedAt = System.nanoTime();

    private KeptConnection(ManagedHttpClientConnection connection, Parser parser) {
        this.connection = connection;
        this.parser = parser;
    }

    /** Makes such connections, which read no answer's header beyond those limits. */
    static HttpConnectionFactory<ManagedHttpClientConnection> factory(Http1Config limits) {
        return socket -> {
            Parser parser = new Parser(WholeHeader.parser(limits));
            ManagedHttpClientConnectionFactory client = ManagedHttpClientConnectionFactory.builder()
                    .http1Config(limits)
                    .responseParserFactory(config -> parser)
                    .build();
            return new KeptConnection(client.createConnection(socket), parser);
        };
    }

    /** The pool asks before each call, and takes another connection if so. */
    @Override
    public boolean isStale() throws IOException {
        if (!isOpen() || isUnread()) {
            return true;
        }
        return System.nanoTime() - usedAt >= IDLE && (connection.isStale() || isUnread());
    }

    /** Looks without waiting. Below TLS also: what lies there is an answer, or the server's good-bye. */
    private boolean isUnread() throws IOException {
        return parser.isUnread() || isUnread(connection.getSocket()) || isUnread(belowTls);
    }

    private static boolean isUnread(@Nullable Socket socket) throws IOException {
        return socket != null && socket.getInputStream().available() > 0;
    }

    @Override
    public void passivate() {
        usedAt = System.nanoTime();
        connection.passivate();
    }

    @Override
    public void activate() {
        connection.activate();
    }

    @Override
    public void bind(Socket socket) throws IOException {
        connection.bind(socket);
    }

    @Override
    public void bind(SSLSocket tls, Socket below) throws IOException {
        if (parser.isUnread()) {
            throw new IOException("more than an answer came before TLS"); // and would be read as if it had come by it
        }
        belowTls = below;
        connection.bind(tls, below);
    }

    @Override
    public Socket getSocket() {
        return connection.getSocket();
    }

    @Override
    public SSLSession getSSLSession() {
        return connection.getSSLSession();
    }

    @Override
    public boolean isConsistent() {
        return connection.isConsistent();
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        connection.sendRequestHeader(request);
    }

    @Override
    public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
        connection.sendRequestEntity(request);
    }

    @Override
    public void terminateRequest(ClassicHttpRequest request) throws HttpException, IOException {
        connection.terminateRequest(request);
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        return connection.receiveResponseHeader();
    }

    @Override
    public void receiveResponseEntity(ClassicHttpResponse response) throws HttpException, IOException {
        connection.receiveResponseEntity(response);
    }

    @Override
    public boolean isDataAvailable(Timeout timeout) throws IOException {
        return connection.isDataAvailable(timeout);
    }

    @Override
    public void flush() throws IOException {
        connection.flush();
    }

    @Override
    public EndpointDetails getEndpointDetails() {
        return connection.getEndpointDetails();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return connection.getLocalAddress();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return connection.getRemoteAddress();
    }

    @Override
    public ProtocolVersion getProtocolVersion() {
        return connection.getProtocolVersion();
    }

    @Override
    public Timeout getSocketTimeout() {
        return connection.getSocketTimeout();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        connection.setSocketTimeout(timeout);
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    @Override
    public void close(CloseMode mode) {
        connection.close(mode);
    }

    /** The connection's parser: the only way to its buffer. */
    private static final class Parser implements HttpMessageParser<ClassicHttpResponse> {

        private final HttpMessageParser<ClassicHttpResponse> parser;
        private @Nullable SessionInputBuffer buffer;

        Parser(HttpMessageParser<ClassicHttpResponse> parser) {
            this.parser = parser;
        }

        @Override
        public ClassicHttpResponse parse(SessionInputBuffer source, InputStream in) throws IOException, HttpException {
            buffer = source;
            return parser.parse(source, in);
        }

        boolean isUnread() {
            return buffer != null && buffer.length() > 0;
        }
    }
}
