package dev.zoomstatus.zoom;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Ends a call when its time is over, whatever trickles in: the socket's own timeout starts anew with each byte. Keeps no
 * more of a body than is ever looked at.
 */
final class Deadline implements ExecChainHandler {

    private static final int MOST_OF_A_BODY = 64 * 1024;

    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "zoom-deadline");
        thread.setDaemon(true);
        return thread;
    });
    private final Duration limit;

    Deadline(Duration limit) {
        this.limit = limit;
        watch.setRemoveOnCancelPolicy(true); // else each call would be kept until its time is over
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    scope.execRuntime.discardEndpoint();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            keepBody(response);
            return response;
        } catch (IOException e) {
            if (late.get()) {
                throw timedOut(e);
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static void keepBody(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return;
        }
        byte[] body = entity.getContent().readNBytes(MOST_OF_A_BODY + 1);
        response.setEntity(new ByteArrayEntity(body, 0, Math.min(body.length, MOST_OF_A_BODY), null));
        if (body.length > MOST_OF_A_BODY) {
            response.close(); // there is more than anybody should send: the connection goes
        } else {
            entity.close(); // gives the connection back
        }
    }

    private static SocketTimeoutException timedOut(IOException cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("the answer was not complete in time");
        timeout.initCause(cause);
        return timeout;
    }
}
