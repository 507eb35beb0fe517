package dev.zoomstatus.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** What is told of a failure is what lies at its root. */
class RootCauseTest {

    @Test
    void isNamedIfItSaysNothing() {
        assertThat(RootCause.message(new IllegalStateException("away", new EOFException())))
                .isEqualTo("EOFException");
    }

    @Test
    void theInnermostCauseSpeaks() {
        IOException root = new IOException("connection refused");

        assertThat(RootCause.message(new IllegalStateException("no session", new UncheckedIOException(root))))
                .isEqualTo("connection refused");
    }

    @Test
    void aFailureWithoutACauseSpeaksForItself() {
        assertThat(RootCause.message(new IllegalStateException("no session"))).isEqualTo("no session");
    }
}
