package dev.zoomstatus.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/** A real broker, Artemis, in this process: it speaks AMQP 1.0, takes anybody in, and makes queues as they are used. */
public final class Broker implements AutoCloseable {

    /** Queues whose names begin so are not made by sending to them. */
    public static final String NEVER_MADE = "gone.";

    /** It tells of each message in full, and of what it lacks for production. */
    private static final List<Logger> TALKATIVE = Stream.of("org.apache.activemq.audit", "org.apache.activemq.artemis")
            .map(Logger::getLogger)
            .toList();

    private final int port;
    private final Configuration configuration;
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    private Broker(int port, @Nullable Path journal) {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
        this.port = port;
        this.configuration = configuration(port, journal);
        server.setConfiguration(configuration);
    }

    /** Starts one that keeps messages in memory on the given port; 0 for any that is free. */
    public static Broker start(int port) throws IOException {
        return start(port, null);
    }

    /** Starts one that keeps messages in that folder, and finds there what another left. */
    public static Broker start(int port, @Nullable Path journal) throws IOException {
        return new Broker(port == 0 ? freePort() : port, journal).started();
    }

    /** Starts one on a free port that refuses every user and password. */
    public static Broker startClosed() throws IOException {
        Broker broker = new Broker(freePort(), null);
        broker.configuration.setSecurityEnabled(true);
        broker.server.setSecurityManager(new NobodyMayIn());
        return broker.started();
    }

    private Broker started() throws IOException {
        try {
            server.start();
        } catch (Exception e) { // declared so by Artemis
            throw new IOException("the broker does not start", e);
        }
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** What {@code quarkus.qpid-jms.url} has to be. */
    public String url() {
        return "amqp://localhost:" + port;
    }

    /** Makes a queue that keeps what is sent to a topic while nobody listens: {@code topic::queue}. */
    public void keep(String topic, String queue) throws IOException {
        try {
            server.getActiveMQServer()
                    .createQueue(QueueConfiguration.of(queue)
                            .setAddress(topic)
                            .setRoutingType(RoutingType.MULTICAST)
                            .setDurable(true));
        } catch (Exception e) { // declared so by Artemis
            throw new IOException("the broker does not make the queue", e);
        }
    }

    /** Has an address refuse what is sent to it while a message waits there. */
    public void limit(String address) {
        server.getActiveMQServer()
                .getAddressSettingsRepository()
                .addMatch(
                        address,
                        new AddressSettings()
                                .setMaxSizeBytes(1)
                                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL));
    }

    /** Has one with a journal believe that its disk is full, or no more: then it lets all senders wait. */
    public void diskFull(boolean full) {
        ((ActiveMQServerImpl) server.getActiveMQServer())
                .getMonitor()
                .setMaxUsage(full ? 0 : 1)
                .tick();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) { // declared so by Artemis
            throw new IOException("the broker does not stop", e);
        }
    }

    private static Configuration configuration(int port, @Nullable Path journal) {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setSecurityEnabled(false).setJMXManagementEnabled(false).setMaxDiskUsage(-1);
        configuration.setPersistenceEnabled(journal != null).setJournalType(JournalType.NIO);
        if (journal != null) {
            configuration.setMaxDiskUsage(100);
            configuration.setJournalDirectory(journal.resolve("journal").toString());
            configuration.setBindingsDirectory(journal.resolve("bindings").toString());
            configuration.setPagingDirectory(journal.resolve("paging").toString());
            configuration.setLargeMessagesDirectory(
                    journal.resolve("large-messages").toString());
        }
        configuration.addAddressSetting(
                NEVER_MADE + "#",
                new AddressSettings().setAutoCreateQueues(false).setAutoCreateAddresses(false));
        try {
            configuration.addAcceptorConfiguration("amqp", "tcp://localhost:" + port + "?protocols=AMQP");
        } catch (Exception e) { // declared so by Artemis
            throw new IllegalStateException(e);
        }
        return configuration;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final class NobodyMayIn implements ActiveMQSecurityManager {

        @Override
        public boolean validateUser(String user, String password) {
            return false;
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
            return false;
        }
    }
}
