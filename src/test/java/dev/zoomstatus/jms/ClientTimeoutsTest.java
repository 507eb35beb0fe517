package dev.zoomstatus.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No wait for a broker is without an end. */
class ClientTimeoutsTest {

    @ParameterizedTest
    @CsvSource({
        "amqp://one:5672, transport.connectTimeout=5000",
        "amqps://one:5671?amqp.idleTimeout=9000, transport.connectTimeout=5000",
        "amqps://one:5671?amqp.idleTimeout=9000, amqp.idleTimeout=9000",
        "amqp://one:5672, amqp.idleTimeout=20000",
        "amqp://one:5672, amqp.drainTimeout=10000",
        "'failover:(amqp://one:5672)', failover.nested.amqp.idleTimeout=20000",
        "'failover:(amqp://one:5672?amqp.idleTimeout=9000)', amqp.idleTimeout=9000",
        "amqp://one:5672?transport.connectTimeout=70, transport.connectTimeout=70",
        "'failover:(amqp://one:5672,amqp://two:5672)', failover.nested.transport.connectTimeout=5000",
        "'failover:(amqp://one:5672,amqp://two:5672)', failover.startupMaxReconnectAttempts=1",
        "'failover:(amqp://one:5672,amqp://two:5672)', failover.maxReconnectAttempts=1",
        "'failover:(amqp://one:5672)?failover.maxReconnectAttempts=7', failover.maxReconnectAttempts=7",
        "'failover:(amqp://one:5672?transport.tcpKeepAlive=true)', one:5672?transport.tcpKeepAlive=true",
    })
    void theAddressGetsWhatItDoesNotSay(String address, String part) {
        assertThat(bounded(address).getRemoteURI()).containsOnlyOnce(part);
    }

    @Test
    void whatTheAddressSaysOfAWaitIsLeft() {
        JmsConnectionFactory client =
                bounded("amqp://one?jms.connectTimeout=1&jms.closeTimeout=2&jms.sendTimeout=3&jms.requestTimeout=4");

        assertThat(client)
                .extracting(
                        JmsConnectionFactory::getConnectTimeout,
                        JmsConnectionFactory::getCloseTimeout,
                        JmsConnectionFactory::getSendTimeout,
                        JmsConnectionFactory::getRequestTimeout)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatItDoesNotSayIsAtMostTenSeconds() {
        JmsConnectionFactory client = bounded("amqp://one");

        assertThat(List.of(
                        client.getConnectTimeout(),
                        client.getCloseTimeout(),
                        client.getSendTimeout(),
                        client.getRequestTimeout()))
                .allMatch(millis -> millis > 0 && millis <= 10_000);
    }

    private static JmsConnectionFactory bounded(String address) {
        JmsConnectionFactory client = new JmsConnectionFactory(address);
        ClientTimeouts.bound(client);
        return client;
    }
}
