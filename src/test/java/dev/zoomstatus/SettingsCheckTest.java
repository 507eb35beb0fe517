package dev.zoomstatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.alert.AlertSettings;
import dev.zoomstatus.dispatch.RetrySettings;
import dev.zoomstatus.zoom.ZoomSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that makes no sense is refused by its key. */
class SettingsCheckTest {

    @Test
    void theDefaultsMakeSense() {
        assertThatCode(() -> check("zoom.plan", "pro")).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "zoom.client-secret, '  '",
        "data.dir, a%20b",
        "zoom.api-url, ftp://api.zoom.us/v2",
        "zoom.api-url, https://user:pass@api.zoom.us/v2",
        "zoom.api-url, https://api.zoom.us/v2?x=y",
        "zoom.token-url, zoom.us/oauth/token",
        "zoom.api-url, https://api.zoom.us:70000/v2",
        "zoom.token-url, https://zoom.us/oauth/token#x",
        "zoom.rate-limit, -1",
        "zoom.rate-share, 0",
        "zoom.rate-share, 0.0009",
        "zoom.rate-share, 1.1",
        "zoom.rate-share, NaN",
        "zoom.max-concurrency, 0",
        "zoom.max-concurrency, 1001",
        "zoom.connect-timeout, 0s",
        "zoom.response-timeout, -1s",
        "zoom.response-timeout, 999999999999d",
        "zoom.probe-interval, 0s",
        "zoom.proxy, proxy.example.org",
        "zoom.proxy, http://proxy.example.org:3128",
        "zoom.proxy, proxy.example.org:99999",
        "retry.initial-delay, 0s",
        "retry.max-delay, 1ms",
        "retry.give-up-after, -1s",
        "alert.window, 0s",
        "alert.webhook-url, hooks.example.org/x",
        "alert.webhook-url, ftp://hooks.example.org/x",
        "alert.webhook-url, https:///x",
        "alert.webhook-url, https://user:pass@hooks.example.org/x",
        "alert.webhook-url, https://hooks.example.org/a b",
        "alert.mail-to, nobody",
        "alert.mail-to, 'a@x.org;b@x.org'",
        "alert.mail-to, 'Bcc: <a@x.org>'",
        "alert.queue, alerts",
        "data.keep, 23h",
        "timer.period, 0s",
        "timer.period, 5",
        "timer.period, 0.5s",
        "timer.period, PT1S",
        "file.settle, -1s",
        "shutdown.grace, 0s",
        "shutdown.grace, 9999999d",
        "jms.enabled, maybe",
        "ledger.url, jdbc:mysql://x",
        "ledger.url, jdbc:sqlite::memory:",
        "ledger.url, jdbc:sqlite:file::memory:",
        "ledger.url, jdbc:sqlite:file:x?mode=memory",
        "ledger.url, jdbc:postgresql://db.example.org?user=u",
        "ledger.url, jdbc:postgresql://db.example.org:x/ledger",
        "ledger.url, jdbc:postgresql://db.example.org/ledger?password=50%off",
        "ledger.copy-from, jdbc:sqlite:data/ledger.db",
        "quarkus.management.port, 70000",
        "quarkus.management.host, no.such.host.invalid"
    })
    void theKeyAtFaultIsNamed(String key, String value) {
        assertThatThrownBy(() -> check(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + ": ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDataFolderWithABackslashInItsNameIsRefused() {
        assertThatThrownBy(() -> check("data.dir", "/srv/zoom\\data"))
                .hasMessageContaining("data.dir: a path without any backslash");
    }

    @Test
    void aPortThatIsTakenIsRefusedByItsKey() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> check("quarkus.management.port", "" + taken.getLocalPort()))
                    .hasMessageContaining("quarkus.management.port: ");
        }
    }

    @Test
    void aPortThatIsTakenAtAnotherAddressIsFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatCode(() -> check(Map.of("quarkus.management.port", port, "quarkus.management.host", "127.0.0.2")))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:C:/data/ledger.db",
                "jdbc:postgresql://db/ledger",
                "jdbc:postgresql://db-1.example.org:5432/ledger?sslmode=require",
                "jdbc:postgresql://one:5432,two:5433,three/ledger?targetServerType=primary",
                "jdbc:postgresql://[::1]:5432/ledger",
                "jdbc:postgresql:///ledger"
            })
    void aLedgersAddressMakesSense(String url) {
        assertThatCode(() -> check("ledger.url", url)).doesNotThrowAnyException();
    }

    @Test
    void aPasswordInTheLedgersAddressIsNotTold() {
        assertThatThrownBy(() -> check("ledger.url", "jdbc:postgresql://db:1?password=T0PSECRET"))
                .hasMessageNotContaining("T0PSECRET");
    }

    @Test
    void oneOfAListIsASetting() {
        assertThatCode(() -> check(Map.of(
                        "alert.mail-to[0]", "a@x.org",
                        "quarkus.mailer.host", "mail.example.org",
                        "quarkus.mailer.from", "zoom@example.org")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqps://broker?transport.trustStorePassword=T0P%SECRET", "amqps://broker?x=T0P SECRET"})
    void aPasswordInABrokersAddressThatIsNoneIsNotTold(String url) {
        assertThatThrownBy(() -> check(Map.of("jms.enabled", "true", "quarkus.qpid-jms.url", url)))
                .hasMessageContaining("quarkus.qpid-jms.url: ")
                .hasMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5672", "http://localhost:5672", "amqp:\\\\x", "failover:amqp://x"})
    void aBrokersAddressThatIsNoneIsRefused(String url) {
        assertThatThrownBy(() -> check(Map.of("jms.enabled", "true", "quarkus.qpid-jms.url", url)))
                .hasMessageContaining("quarkus.qpid-jms.url: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"amqps://broker:5671?jms.prefetchPolicy.all=1", "failover:(amqp://one:5672,amqp://two:5672)"})
    void aBrokersAddressMakesSense(String url) {
        assertThatCode(() -> check(Map.of("jms.enabled", "true", "quarkus.qpid-jms.url", url)))
                .doesNotThrowAnyException();
    }

    @Test
    void theWebhooksAddressIsNotTold() {
        assertThatThrownBy(() -> check("alert.webhook-url", "hooks.example.org/T0KEN"))
                .hasMessageNotContaining("T0KEN");
    }

    @Test
    void mailNeedsAServerAndASender() {
        assertThatThrownBy(() -> check("alert.mail-to", "a@x.org"))
                .hasMessageContainingAll("quarkus.mailer.host: ", "quarkus.mailer.from: ");
    }

    @Test
    void allChannelsTogetherMakeSense() {
        assertThatCode(() -> check(Map.of(
                        "alert.webhook-url", "https://hooks.example.org/services/x?y=z",
                        "alert.mail-to", "a@x.org, b@x.org",
                        "quarkus.mailer.host", "mail.example.org",
                        "quarkus.mailer.from", "zoom@example.org",
                        "alert.queue", "alerts",
                        "quarkus.qpid-jms.url", "amqp://localhost:5672",
                        "jms.enabled", "true")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"jms.queue", "jms.invalid-queue", "jms.outcome-topic"})
    void alertsMustNotComeBackAsChangesOrGoAmongOtherMessages(String key) {
        assertThatThrownBy(() -> check(Map.of(
                        "alert.queue",
                        "alerts",
                        key,
                        "alerts",
                        "quarkus.qpid-jms.url",
                        "amqp://localhost:5672",
                        "jms.enabled",
                        "true")))
                .hasMessageContaining("alert.queue: another address than " + key);
    }

    @Test
    void allKeysAtFaultAreNamedAtOnce() {
        assertThatThrownBy(() -> check(Map.of("zoom.rate-share", "3", "alert.window", "0s")))
                .hasMessageContainingAll("zoom.rate-share", "alert.window");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "jms.enabeld, jms.enabled",
        "ledger.ulr, ledger.url",
        "data-dir, data.dir",
        "ledger.user-name, ledger.username"
    })
    void aMisspeltSettingIsNamedAndWhatIsMeant(String misspelt, String meant) {
        assertThatThrownBy(() -> check(misspelt, "x")).hasMessageContaining(misspelt + ": no setting; is " + meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file.encoding", "java.io.tmpdir", "quarkus.mailer.port", "%eu.zoom.plan", "%eu.data.dir"})
    void whatIsOnlyALittleLikeASettingIsNotAtFault(String name) {
        assertThatCode(() -> check(name, "x")).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ZOOM_RATELIMIT, ZOOM_RATE_LIMIT",
        "ALERT_WEBHOK_URL, ALERT_WEBHOOK_URL",
        "LEDGER_USER_NAME, LEDGER_USERNAME",
    })
    void aMisspeltEnvironmentVariableIsToldAndStopsNothing(String misspelt, String meant) throws IOException {
        try (LogLines log = new LogLines("dev.zoomstatus.MisspeltSettings")) {
            check(Map.of(), Map.of(misspelt, "x"));

            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith(misspelt + ": ")
                    .contains("is " + meant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZOOM_RATE_LIMIT",
                "zoom.rate-limit",
                "QUARKUS_MAILER_HOST_0_",
                "DATA_DIR_0_",
                "_EU_DATA_KEEP",
                "ZOOM_USER_STATUS_PORT",
                "DATABASE_URL",
                "PATH"
            })
    void otherEnvironmentVariablesAreNotToldOf(String name) throws IOException {
        try (LogLines log = new LogLines("dev.zoomstatus.MisspeltSettings")) {
            check(Map.of(), Map.of(name, "5"));

            assertThat(log.messages()).isEmpty();
        }
    }

    private static void check(String key, String value) throws IOException {
        check(Map.of(key, value));
    }

    private static void check(Map<String, String> given) throws IOException {
        check(given, Map.of());
    }

    private static void check(Map<String, String> given, Map<String, String> environment) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.management.port", "0");
        settings.put("zoom.account-id", "an account");
        settings.put("zoom.client-id", "an id");
        settings.put("zoom.client-secret", "a secret");
        settings.putAll(given);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 300, new DurationConverter())
                .withSources(
                        new PropertiesConfigSource(
                                Path.of("application.properties").toUri().toURL(), 100),
                        new PropertiesConfigSource(settings, "given", 400),
                        new EnvConfigSource(environment, 300))
                .withMapping(ZoomSettings.class)
                .withMapping(RetrySettings.class)
                .withMapping(AlertSettings.class)
                .build();
        new SettingsCheck(
                        config.getConfigMapping(ZoomSettings.class),
                        config.getConfigMapping(RetrySettings.class),
                        config.getConfigMapping(AlertSettings.class),
                        config)
                .check();
    }
}
