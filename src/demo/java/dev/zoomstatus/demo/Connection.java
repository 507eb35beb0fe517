package dev.zoomstatus.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One client's connection: can also be reset, written to byte by byte, and asked whether the client has left. */
final class Connection implements AutoCloseable {

    private final Socket socket;
    private final Input input = new Input();

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
    }

    InputStream input() {
        return input;
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Waits so long; true as soon as the client closes or resets its end. */
    boolean clientLeavesWithin(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (input.endsWithin(left)) {
                return true;
            }
        }
        return false;
    }

    /** Ends the connection so that the client sees "connection reset by peer". */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes after what was written has been read: unread input would turn the close into a reset. */
    void closeGently() throws IOException {
        socket.shutdownOutput();
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        socket.setSoTimeout(100);
        try {
            boolean more = true;
            while (more && System.nanoTime() < end) {
                more = input.fill();
            }
        } catch (SocketTimeoutException e) {
            // Nothing more to come: the client has had its time to look at the answer.
            return;
        } finally {
            close();
        }
    }

    boolean closed() {
        return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A buffered input that can look for the end of the stream without losing what else it finds. */
    private final class Input extends InputStream {

        private final byte[] buffer = new byte[8_192];
        private int next;
        private int end;

        @Override
        public int read() throws IOException {
            if (next == end && !fill()) {
                return -1;
            }
            return buffer[next++] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (next == end && !fill()) {
                return -1;
            }
            int count = Math.min(length, end - next);
            System.arraycopy(buffer, next, target, offset, count);
            next += count;
            return count;
        }

        private boolean fill() throws IOException {
            int count = socket.getInputStream().read(buffer);
            next = 0;
            end = Math.max(count, 0);
            return count > 0;
        }

        boolean endsWithin(long nanos) throws IOException {
            if (next < end) {
                // The client has sent more in the meantime, so it is there.
                LockSupport.parkNanos(nanos);
                return closed();
            }
            // A timeout of 0 would be one without end.
            socket.setSoTimeout((int) Math.max(1, Duration.ofNanos(nanos).toMillis()));
            try {
                return !fill();
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            } finally {
                if (!closed()) {
                    socket.setSoTimeout(0);
                }
            }
        }
    }
}
