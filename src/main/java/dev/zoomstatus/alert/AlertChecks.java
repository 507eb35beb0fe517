package dev.zoomstatus.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** What must be right about the settings {@code alert.*} and those they need. */
public final class AlertChecks {

    private AlertChecks() {}

    /** Returns what is wrong, each with its key; no secret is in it. */
    public static List<String> problems(AlertSettings settings, Config config) {
        List<String> problems = new ArrayList<>();
        if (!settings.webhookUrl().map(AlertChecks::isWebAddress).orElse(true)) {
            problems.add("alert.webhook-url: an http(s) address without user and password");
        }
        settings.mailTo().ifPresent(to -> mail(problems, to, config));
        settings.queue().ifPresent(queue -> queue(problems, queue, config));
        return problems;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return web && address.getHost() != null && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void mail(List<String> problems, List<String> to, Config config) {
        if (!to.stream().map(String::strip).allMatch(address -> address.matches("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+"))) {
            problems.add("alert.mail-to: addresses such as a@example.org, separated by commas");
        }
        for (String key : List.of("quarkus.mailer.host", "quarkus.mailer.from")) {
            if (!isGiven(key, config)) {
                problems.add(key + ": alert.mail-to needs it");
            }
        }
    }

    private static void queue(List<String> problems, String queue, Config config) {
        if (!config.getOptionalValue("jms.enabled", Boolean.class).orElse(false)) {
            problems.add("alert.queue: it needs jms.enabled=true");
        }
        // On the queue of changes each alert would be a message that makes no sense, and alert again.
        for (String key : List.of("jms.queue", "jms.invalid-queue", "jms.outcome-topic")) {
            if (queue.equals(config.getValue(key, String.class))) {
                problems.add("alert.queue: another address than " + key);
            }
        }
    }

    /** Quarkus's own default, localhost, is no mail server that somebody chose. */
    private static boolean isGiven(String key, Config config) {
        var value = config.getConfigValue(key);
        return value.getValue() != null && value.getSourceOrdinal() > 0;
    }
}
