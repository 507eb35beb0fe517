package dev.zoomstatus.zoom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A server that says what the test tells it, byte for byte, asked or not. */
public final class WordyServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WordyServer.class.getName());

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    private final ServerSocket listener;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Listens on a free port of this machine. */
    public WordyServer(ServerSocketFactory sockets) throws IOException {
        this.listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    /** Says that to the next request that has no answer yet. */
    public WordyServer answer(String text) {
        answers.add(text);
        return this;
    }

    /** Says that on the newest connection, asked or not; returns when it lies at the other end. */
    public void say(String text) throws IOException {
        write(connections.get(connections.size() - 1), text);
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections there were. */
    public int connections() {
        return connections.size();
    }

    /** The request lines that came. */
    public List<String> asked() {
        return asked;
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "nobody accepted", e); // closed, which the loop looks at
            }
        }
    }

    private void serve(Socket socket) {
        try {
            while (true) {
                asked.add(request(socket.getInputStream()));
                write(socket, answers.take());
            }
        } catch (IOException | InterruptedException e) {
            LOG.log(Level.DEBUG, "a connection has ended", e);
        }
    }

    /** Reads a request to its end, and returns its first line. */
    private static String request(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the client has left");
            }
            header.append((char) read);
        }
        Matcher length = LENGTH.matcher(header);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return header.substring(0, header.indexOf("\r\n"));
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wordy-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
