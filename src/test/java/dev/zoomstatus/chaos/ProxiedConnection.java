package dev.zoomstatus.chaos;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One client's connection through a {@link FaultyProxy}, and the one to the server that belongs to it. */
final class ProxiedConnection {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** A reset takes from the client what it has not read yet, though it was passed on. */
    private static final long UNREAD = Duration.ofMillis(250).toNanos();

    private final FaultyProxy proxy;
    private final Socket client;
    private final Socket server;
    private final AtomicBoolean over = new AtomicBoolean();
    /** Something was asked, and no answer to it has been passed on yet. */
    private volatile boolean awaiting;

    private volatile long passedAt = System.nanoTime() - UNREAD;

    ProxiedConnection(FaultyProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    /** Passes on what is asked; once the client has gone, nothing of it any more. */
    void carryRequests() {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int length = client.getInputStream().read(buffer);
                    length >= 0;
                    length = client.getInputStream().read(buffer)) {
                Fault fault = proxy.next();
                if (fault.kind() == Fault.Kind.CUT_REQUEST) {
                    // Never the whole of it: what is cut off must not be carried out.
                    server.getOutputStream().write(buffer, 0, Math.min(fault.bytes(), length - 1));
                    reset();
                    return;
                }
                awaiting = true;
                server.getOutputStream().write(buffer, 0, length);
            }
            end(true, awaiting);
        } catch (IOException e) {
            reset();
        }
    }

    /** Passes on what is answered. */
    void carryAnswers() {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int length = server.getInputStream().read(buffer);
                    length >= 0;
                    length = server.getInputStream().read(buffer)) {
                if (!passed(buffer, length, proxy.next())) {
                    break;
                }
                passedAt = System.nanoTime();
                awaiting = false;
            }
            end(false, awaiting);
        } catch (IOException e) {
            reset();
        }
    }

    private boolean passed(byte[] answer, int length, Fault fault) throws IOException {
        switch (fault.kind()) {
            case CUT_ANSWER -> {
                client.getOutputStream().write(answer, 0, Math.min(fault.bytes(), length - 1));
                reset();
                return false;
            }
            case HANG -> {
                while (proxy.isOn(fault) && !over.get()) {
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                }
            }
            case DELAY -> LockSupport.parkNanos(fault.late().toNanos());
            case TRICKLE -> {
                for (int i = 0; i < length - 1 && !over.get(); i++) {
                    client.getOutputStream().write(answer, i, 1);
                    LockSupport.parkNanos(fault.late().toNanos());
                }
                client.getOutputStream().write(answer, length - 1, 1);
                return !over.get();
            }
            default -> {} // what is asked is the other direction's affair
        }
        client.getOutputStream().write(answer, 0, length);
        return !over.get();
    }

    /** Ends both connections at once; what is still on its way is lost. */
    void reset() {
        end(true, awaiting || System.nanoTime() - passedAt < UNREAD);
    }

    private void end(boolean hard, boolean answerLost) {
        if (over.compareAndSet(false, true)) {
            close(server, true);
            close(client, hard);
            proxy.ended(this, answerLost);
        }
    }

    private static void close(Socket socket, boolean hard) {
        try {
            if (hard) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // It was closed already.
            return;
        }
    }
}
