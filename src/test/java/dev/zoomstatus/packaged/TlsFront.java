package dev.zoomstatus.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;

/** Takes TLS connections and carries what comes over them to a server on this machine that knows nothing of TLS. */
final class TlsFront implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TlsFront.class.getName());

    private final ServerSocket listener;
    private final int target;

    /** Listens on a free port, under that certificate. */
    TlsFront(Certificate certificate, int target) throws IOException, GeneralSecurityException {
        this.listener = certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        daemon(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> carry(client, server));
                daemon(() -> carry(server, client));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "no connection carried", e); // closed, which the loop looks at
            }
        }
    }

    /** One direction; a client that does not trust the certificate ends here too. */
    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection has broken off", e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
