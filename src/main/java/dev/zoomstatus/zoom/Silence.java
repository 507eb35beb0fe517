package dev.zoomstatus.zoom;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What it means that no answer came. */
final class Silence {

    private Silence() {}

    /**
     * Whether no connection can be made as things are set up, however often it is tried. A handshake that fails because the
     * connection breaks has that for its cause.
     */
    static boolean isSetUp(Throwable failure) {
        return failure instanceof UnknownHostException
                || (failure instanceof SSLHandshakeException && !(failure.getCause() instanceof IOException))
                || failure instanceof SSLPeerUnverifiedException;
    }

    /** Says in a few words why there was no answer; never quotes the failure, which may hold what others sent. */
    static String describe(Throwable failure) {
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof InterruptedIOException) {
            return "no answer in time";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host";
        }
        if (failure instanceof MessageConstraintException) {
            return "no answer: what came had a line of over 16 KiB, or over 200 lines of a header";
        }
        if (failure instanceof SSLPeerUnverifiedException || failure.getCause() instanceof CertificateException) {
            return "the server's certificate is not trusted: it has expired, is another host's, or of a private CA"
                    + " (quarkus.tls.trust-store.pem.certs)";
        }
        String name = failure.getClass().getSimpleName();
        return failure instanceof IOException ? "no answer: the connection broke (" + name + ")" : "no answer: " + name;
    }
}
