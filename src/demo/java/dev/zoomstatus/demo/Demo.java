package dev.zoomstatus.demo;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the pretend Zoom and a broker in the application's own process: the demo build. */
@ApplicationScoped
public class Demo {

    private static final Logger LOG = Logger.getLogger(Demo.class);
    static final String BROKER = "amqp://localhost:9878";

    private static final int ZOOM_PORT = 9877;
    private static final int BROKER_PORT = 9878;
    private static final int KEEP_CALLS = 10_000;

    private @Nullable PretendZoom zoom;
    private @Nullable Broker broker;

    /** Made by the container. */
    public Demo() {}

    void start(@Observes BeforeConfigure event) throws IOException {
        PretendZoom started = PretendZoom.start(ZOOM_PORT);
        started.keepAtMost(KEEP_CALLS);
        started.answerAll(new DemoUsers());
        zoom = started;
        broker = Broker.start(BROKER_PORT);
    }

    void explain(@Observes AfterStart event) {
        LOG.warn("DEMO: Zoom is a pretend one in this process. NO CALL LEAVES THIS MACHINE, no real user is touched.");
        LOG.info("DEMO: in another terminal: cp examples/leavers.csv demo-data/inbox/   (Ctrl+C here ends the demo)");
        LOG.infof("DEMO: a broker listens at %s; how to send it a message stands in README.md", BROKER);
    }

    @PreDestroy
    void stop() throws IOException {
        if (broker != null) {
            broker.close();
        }
        if (zoom != null) {
            zoom.close();
        }
    }
}
