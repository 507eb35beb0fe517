package dev.zoomstatus;

import dev.zoomstatus.alert.AlertChecks;
import dev.zoomstatus.alert.AlertSettings;
import dev.zoomstatus.dispatch.RetrySettings;
import dev.zoomstatus.zoom.ZoomConnections;
import dev.zoomstatus.zoom.ZoomSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Stops the start when a setting makes no sense, naming its key. */
@ApplicationScoped
public class SettingsCheck {

    /** Beyond that a time added to the clock's may be none any more. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ZoomSettings zoom;
    private final RetrySettings retry;
    private final AlertSettings alert;
    private final Config config;

    /** Checks the given settings. */
    public SettingsCheck(ZoomSettings zoom, RetrySettings retry, AlertSettings alert, Config config) {
        this.zoom = zoom;
        this.retry = retry;
        this.alert = alert;
        this.config = config;
    }

    /**
     * Checks what types cannot express.
     *
     * @throws IllegalArgumentException naming every key at fault and what to mend
     */
    void check() {
        List<String> problems = new ArrayList<>();
        ofZoom(problems);
        positive(problems, "retry.initial-delay", retry.initialDelay());
        positive(problems, "retry.give-up-after", retry.giveUpAfter());
        require(
                problems,
                retry.maxDelay().compareTo(retry.initialDelay()) >= 0,
                "retry.max-delay: at least retry.initial-delay");
        positive(problems, "retry.max-delay", retry.maxDelay());
        positive(problems, "alert.window", alert.window());
        problems.addAll(AlertChecks.problems(alert, config));
        require(
                problems,
                config.getValue("timer.period", String.class).matches("[1-9]\\d{0,8}(ms|s|m|h)"),
                "timer.period: a whole number and its unit, such as 200ms or 1s");
        positive(problems, "shutdown.grace");
        ofFiles(problems);
        ofLedger(problems);
        ofMessages(problems);
        ofManagement(problems);
        problems.addAll(new MisspeltSettings().problems(config));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "These settings make no sense, mend them: " + String.join("; ", problems));
        }
    }

    private void ofFiles(List<String> problems) {
        require(
                problems,
                config.getValue("data.dir", String.class).matches("[^%?#{}]+"),
                "data.dir: a path without any of % ? # { }");
        require(
                problems,
                File.separatorChar == '\\'
                        || !Path.of(config.getValue("data.dir", String.class))
                                .toAbsolutePath()
                                .toString()
                                .contains("\\"),
                "data.dir: a path without any backslash, or its inbox would not be found");
        require(
                problems,
                config.getValue("data.keep", Duration.class).compareTo(Duration.ofDays(1)) >= 0,
                "data.keep: 1d or longer");
        positive(problems, "data.keep");
        positive(problems, "file.settle");
    }

    private void ofLedger(List<String> problems) {
        require(
                problems,
                Addresses.isLedger(config.getValue("ledger.url", String.class)),
                "ledger.url: jdbc:sqlite:<file> or jdbc:postgresql://<host>:<port>/<database>; a % in an option is %25");
        require(
                problems,
                config.getOptionalValue("ledger.copy-from", String.class).isEmpty()
                        || !config.getValue("ledger.url", String.class).startsWith("jdbc:sqlite:"),
                "ledger.copy-from: copies to PostgreSQL only; set ledger.url to jdbc:postgresql://<host>/<database>");
    }

    private void ofZoom(List<String> problems) {
        notBlank(problems, "zoom.account-id", zoom.accountId());
        notBlank(problems, "zoom.client-id", zoom.clientId());
        notBlank(problems, "zoom.client-secret", zoom.clientSecret());
        address(problems, "zoom.api-url", zoom.apiUrl());
        address(problems, "zoom.token-url", zoom.tokenUrl());
        require(problems, zoom.rateLimit().orElse(0) >= 0, "zoom.rate-limit: 0 (no limit) or more calls per second");
        require(problems, zoom.rateShare() >= 0.001 && zoom.rateShare() <= 1, "zoom.rate-share: 0.001 to 1");
        require(problems, inRange(zoom.maxConcurrency()), "zoom.max-concurrency: 1 to 1000");
        positive(problems, "zoom.connect-timeout", zoom.connectTimeout());
        positive(problems, "zoom.response-timeout", zoom.responseTimeout());
        positive(problems, "zoom.probe-interval", zoom.probeInterval());
        require(
                problems,
                zoom.proxy().map(ZoomConnections::isProxy).orElse(true),
                "zoom.proxy: host:port, such as proxy.example.org:3128");
    }

    private void ofMessages(List<String> problems) {
        List<String> addresses = Stream.of("jms.queue", "jms.invalid-queue", "jms.outcome-topic")
                .map(key -> config.getValue(key, String.class))
                .toList();
        require(
                problems,
                addresses.stream().distinct().count() == addresses.size(),
                "jms.queue, jms.invalid-queue, jms.outcome-topic: three different addresses");
        require(
                problems,
                config.getValue("jms.enabled", String.class).matches("true|false"),
                "jms.enabled: true or false");
        boolean enabled = config.getValue("jms.enabled", Boolean.class);
        ConfigValue url = config.getConfigValue("quarkus.qpid-jms.url");
        require(
                problems,
                !enabled
                        || (url.getValue() != null && url.getSourceOrdinal() > 0 && Addresses.isBroker(url.getValue())),
                "quarkus.qpid-jms.url: the broker's address, such as amqp://localhost:5672, special characters in an option"
                        + " as %25 and the like; jms.enabled needs it");
    }

    private void ofManagement(List<String> problems) {
        int port = config.getValue("quarkus.management.port", Integer.class);
        if (port < 0 || port > 65_535) {
            problems.add("quarkus.management.port: 0 (any that is free) to 65535");
            return;
        }
        String host =
                config.getOptionalValue("quarkus.management.host", String.class).orElse("0.0.0.0");
        try {
            new ServerSocket(port, 1, InetAddress.getByName(host)).close();
        } catch (UnknownHostException e) {
            problems.add("quarkus.management.host: this machine has no such address");
        } catch (IOException e) {
            problems.add("quarkus.management.port: another process listens there, or it may not be taken ("
                    + e.getMessage() + "); stop that process, or take another port");
        }
    }

    private static void address(List<String> problems, String key, URI address) {
        require(
                problems,
                Addresses.isWeb(address),
                key + ": an http(s) address without user, password, query and fragment");
    }

    private static void notBlank(List<String> problems, String key, String value) {
        require(problems, !value.isBlank(), key + ": what Zoom shows for the app; it is blank");
    }

    private static boolean inRange(int concurrency) {
        return concurrency >= 1 && concurrency <= 1000;
    }

    private static void positive(List<String> problems, String key, Duration duration) {
        require(
                problems,
                duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0,
                key + ": longer than 0, up to " + LONGEST.toDays() + "d");
    }

    private void positive(List<String> problems, String key) {
        positive(problems, key, config.getValue(key, Duration.class));
    }

    private static void require(List<String> problems, boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
