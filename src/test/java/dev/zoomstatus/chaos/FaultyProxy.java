package dev.zoomstatus.chaos;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * Carries TCP connections to a server on this machine, and does them harm when told to. It knows what it did: each
 * answer that it kept from a client is counted.
 */
final class FaultyProxy implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FaultyProxy.class.getName());

    private final int port;
    private final int target;
    private final RandomGenerator random;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<Instant> answersLost = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private ServerSocket listener;
    private Thread accepting;

    /** Listens on a free port, and carries what comes to the given one. */
    FaultyProxy(int target, RandomGenerator random) throws IOException {
        this.target = target;
        this.random = random;
        ServerSocket first = listen(0);
        this.listener = first;
        this.accepting = daemon(() -> acceptAll(first));
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Does this from now on. A fault other than {@link Fault#REFUSE} hits each piece of what passes with even odds. */
    void set(Fault next) throws IOException {
        boolean refused = fault.kind() == Fault.Kind.REFUSE;
        fault = next;
        if (next.kind() == Fault.Kind.REFUSE) {
            listener.close();
            awaitAccepting(); // as long as it is in its call, the port is in use
            resetAll();
        } else if (refused) {
            ServerSocket again = listen(port);
            listener = again;
            accepting = daemon(() -> acceptAll(again));
        }
    }

    /** Resets every connection. */
    void resetAll() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** When answers were kept from their clients; those who asked may ask again. */
    List<Instant> answersLost() {
        return List.copyOf(answersLost);
    }

    /** What is to be done to the piece that passes now. */
    Fault next() {
        Fault now = fault;
        synchronized (random) {
            return random.nextBoolean() ? now : Fault.NONE;
        }
    }

    /** Whether that fault is still on. */
    boolean isOn(Fault asked) {
        return fault.equals(asked);
    }

    void ended(ProxiedConnection connection, boolean answerLost) {
        connections.remove(connection);
        if (answerLost) {
            answersLost.add(Instant.now());
        }
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 512);
        return socket;
    }

    private void acceptAll(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                carry(from.accept());
            } catch (IOException e) {
                // Closed, which the loop looks at, or one of the two ends is not there: the client has been told.
                LOG.log(Level.DEBUG, "no connection carried", e);
            }
        }
    }

    private void carry(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        ProxiedConnection connection = new ProxiedConnection(this, client, server);
        connections.add(connection);
        if (fault.kind() == Fault.Kind.REFUSE) {
            connection.reset();
        }
        daemon(connection::carryRequests);
        daemon(connection::carryAnswers);
    }

    private void awaitAccepting() {
        try {
            accepting.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        resetAll();
    }
}
