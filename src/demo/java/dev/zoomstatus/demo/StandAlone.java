package dev.zoomstatus.demo;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Runs the pretend Zoom by itself, for those who want to try a normal build against it. */
public final class StandAlone {

    private static final int KEEP_CALLS = 10_000;

    private StandAlone() {}

    /** Takes the port to listen on; any free one if not given. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        try (PretendZoom zoom = PretendZoom.start(port)) {
            zoom.keepAtMost(KEEP_CALLS);
            zoom.answerAll(new DemoUsers());
            System.out.println("pretend Zoom: no call leaves this machine");
            System.out.println("zoom.api-url=" + zoom.apiUrl());
            System.out.println("zoom.token-url=" + zoom.tokenUrl());
            System.out.println("zoom.account-id=" + Credentials.DEMO.accountId());
            System.out.println("zoom.client-id=" + Credentials.DEMO.clientId());
            System.out.println("zoom.client-secret=" + Credentials.DEMO.clientSecret());
            // Until the process is ended.
            new CountDownLatch(1).await();
        }
    }
}
