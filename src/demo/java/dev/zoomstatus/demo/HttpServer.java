package dev.zoomstatus.demo;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Takes connections on the loopback address and hands their requests on, one thread for each connection. */
final class HttpServer implements AutoCloseable {

    /** What is done about requests. */
    interface Handler {

        void handle(RawRequest request, Connection connection) throws IOException;

        /** A request that cannot even be read; the connection is closed afterwards. */
        void unreadable(ContractViolation why, Connection connection) throws IOException;
    }

    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final int BACKLOG = 512;

    private final Handler handler;
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private final int port;
    private volatile ServerSocket listener;
    private volatile Thread accepting;

    HttpServer(int port, Handler handler) throws IOException {
        this.handler = handler;
        listener = listen(port);
        this.port = listener.getLocalPort();
        accepting = acceptFrom(listener);
    }

    int port() {
        return port;
    }

    /** Stops listening and breaks off every connection; {@link #comeBack()} ends it. */
    void goDown() throws IOException {
        listener.close();
        // The system listens on as long as a thread is in its accept call, so a client could still be let in.
        join(List.of(accepting));
        dropConnections();
    }

    /** Listens again on the same port. */
    void comeBack() throws IOException {
        listener = listen(port);
        accepting = acceptFrom(listener);
    }

    /** Breaks off every connection, idle or not, and waits until none is worked on any more. */
    void dropConnections() throws IOException {
        Map<Connection, Thread> now = Map.copyOf(connections);
        for (Connection connection : now.keySet()) {
            connection.close();
        }
        join(now.values());
    }

    @Override
    public void close() throws IOException {
        goDown();
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }

    private static void join(Collection<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private Thread acceptFrom(ServerSocket from) {
        Thread thread = daemon("pretend-zoom-" + from.getLocalPort(), () -> acceptAll(from));
        thread.start();
        return thread;
    }

    private void acceptAll(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                begin(from.accept());
            } catch (IOException e) {
                // Closed, which the loop looks at, or the client was gone before it was taken in.
                LOG.log(Level.DEBUG, "no connection taken in", e);
            }
        }
    }

    private void begin(Socket socket) throws IOException {
        Connection connection = new Connection(socket);
        Thread thread = daemon("pretend-zoom-connection-" + socket.getPort(), () -> serve(connection));
        connections.put(connection, thread);
        thread.start();
    }

    private void serve(Connection connection) {
        try (connection) {
            serveAll(connection);
        } catch (IOException e) {
            // The client has gone away in the middle of something; that is its right.
            return;
        } finally {
            connections.remove(connection);
        }
    }

    private void serveAll(Connection connection) throws IOException {
        RequestReader reader = new RequestReader(connection.input());
        try {
            while (!connection.closed()) {
                RawRequest request = reader.next();
                if (request == null) {
                    return;
                }
                handler.handle(request, connection);
            }
        } catch (ContractViolation e) {
            handler.unreadable(e, connection);
        }
    }
}
