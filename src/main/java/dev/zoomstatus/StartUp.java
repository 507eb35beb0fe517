package dev.zoomstatus;

import dev.zoomstatus.alert.Channels;
import dev.zoomstatus.dispatch.AccountPause;
import dev.zoomstatus.dispatch.Dispatcher;
import dev.zoomstatus.ledger.FilesLease;
import dev.zoomstatus.ledger.LedgerCopy;
import dev.zoomstatus.ledger.LedgerCounts;
import dev.zoomstatus.ledger.LedgerDatabase;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.PreventFurtherStepsException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.AfterStop;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.apache.camel.quarkus.main.events.BeforeStop;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What must be right before the first route starts, and that all routes are there after. */
@ApplicationScoped
public class StartUp {

    /** A binary built without its routes would start, look healthy and do nothing. */
    static final List<String> ROUTES = List.of(
            "trigger-file",
            "trigger-jms",
            "trigger-timer",
            "accept",
            "due",
            "update-user-status",
            "authorize",
            "zoom-answer",
            "put-back",
            "not-sent",
            "audit",
            "alert",
            "send-alerts",
            "on-failure",
            "invalid-message",
            "outcomes",
            "outcome-message",
            "refused-replies",
            "broker",
            "results",
            "audit-file",
            "clean-up",
            "folders");

    private static final Logger LOG = Logger.getLogger(StartUp.class);

    /** What a call that was broken off needs to get back to the ledger. */
    private static final Duration UNWIND = Duration.ofSeconds(2);

    /** A little less than whoever stops this process is asked to wait beyond the grace: docs/packages.md. */
    private static final Duration LAST = Duration.ofSeconds(8);

    /** As after kill -9. */
    private static final int STOPPED_BY_FORCE = 137;

    private final SettingsCheck settings;
    private final LedgerDatabase database;
    private final LedgerCopy copy;
    private final LedgerCounts counts;
    private final AccountPause pause;
    private final FilesLease files;
    private final Dispatcher dispatcher;
    private final Channels channels;
    private final CloseableHttpClient zoom;
    private final String dataDir;
    private final Duration grace;

    /** Starts the given parts. */
    public StartUp(
            SettingsCheck settings,
            LedgerDatabase database,
            LedgerCopy copy,
            LedgerCounts counts,
            AccountPause pause,
            FilesLease files,
            Dispatcher dispatcher,
            Channels channels,
            @Named("zoomHttpClient") CloseableHttpClient zoom,
            @ConfigProperty(name = "data.dir") String dataDir,
            @ConfigProperty(name = "shutdown.grace") Duration grace) {
        this.settings = settings;
        this.database = database;
        this.copy = copy;
        this.counts = counts;
        this.pause = pause;
        this.files = files;
        this.dispatcher = dispatcher;
        this.channels = channels;
        this.zoom = zoom;
        this.dataDir = dataDir;
        this.grace = grace;
    }

    /** Before any other observer: those rely on settings that make sense. */
    void beforeRoutes(@Observes @Priority(1) BeforeConfigure event) {
        try {
            settings.check();
            new AwaitedLedger().run(this::openLedger);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw new PreventFurtherStepsException(e.getMessage(), 1);
        }
        counts.register();
    }

    private void openLedger() {
        database.open();
        copy.copyIfAsked();
        pause.afterStart();
    }

    void afterRoutes(@Observes AfterStart event, CamelContext camel) {
        List<String> missing =
                ROUTES.stream().filter(id -> camel.getRoute(id) == null).toList();
        if (!missing.isEmpty()) {
            throw new PreventFurtherStepsException(
                    "routes are missing: " + String.join(", ", missing)
                            + "; this build, or camel.main.routes-include-pattern, lacks their files",
                    1);
        }
        // Not before: Camel's own settings, whole seconds and 45 of them, come in between.
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(grace.plus(UNWIND).toMillis());
        LOG.infof("Ready: drop *.csv, *.json or *.ndjson into %s/inbox", dataDir);
    }

    void beforeStop(@Observes BeforeStop event) {
        dispatcher.stop();
        // What hangs breaks off then, and goes back to the ledger. Camel would wait for it without end.
        after(grace, () -> zoom.close(CloseMode.IMMEDIATE));
        if (LaunchMode.current() == LaunchMode.NORMAL) { // in development the process goes on with the next version
            after(grace.plus(LAST), StartUp::endAtOnce);
        }
    }

    /** On a thread of its own: those that are shared may be among what hangs. */
    private static void after(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(
                        delay.toMillis(), TimeUnit.MILLISECONDS, run -> new Thread(run, "stop").start())
                .execute(task);
    }

    /** What hangs for so long waits for the ledger's database. A sudden end loses nothing; what would follow is kill -9. */
    private static void endAtOnce() {
        LOG.error("The stop did not come to an end within shutdown.grace and " + LAST.toSeconds()
                + " s, most likely for the ledger is silent: the process ends now; nothing is lost");
        Runtime.getRuntime().halt(STOPPED_BY_FORCE);
    }

    void afterStop(@Observes AfterStop event) {
        channels.finish();
        files.giveUp();
    }
}
