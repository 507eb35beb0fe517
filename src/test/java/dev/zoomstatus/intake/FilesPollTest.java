package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.ledger.Dialect;
import dev.zoomstatus.ledger.TestLedger;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several instances looks into the inbox. */
class FilesPollTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private TestLedger one;
    private TestLedger other;
    private Endpoint inbox;
    private Consumer consumer;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        one = new TestLedger(folder, Clock.systemUTC(), Dialect.POSTGRESQL);
        other = one.another();
        inbox = camel.getEndpoint("direct:inbox");
        consumer = inbox.createConsumer(exchange -> {});
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        camel.stop();
    }

    @Test
    void onlyTheOneThatHasTheFilesLooks() {
        FilesPoll first = new FilesPoll(one.filesLease());
        FilesPoll second = new FilesPoll(other.filesLease());

        assertThat(first.begin(consumer, inbox)).isTrue();
        assertThat(second.begin(consumer, inbox)).isFalse();
    }
}
