package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.ledger.OldRows.Removed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Old rows go a few at a time, on either database. */
class OldRowsTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void oldRowsGoAFewAtATimeAndTheNewestStays(Dialect dialect, @TempDir Path folder) {
        try (TestLedger ledger = new TestLedger(folder, clock, dialect)) {
            Batch batch = ledger.batches().begin("old.csv");
            List<Row> rows = LongStream.range(0, OldRows.CHUNK + 9)
                    .mapToObj(line -> Row.invalid(line + 2, "nonsense"))
                    .toList();
            ledger.acceptance().accept(Origin.file(batch), rows);
            ledger.batches().ended(batch);
            ledger.auditTrail().copied(rows.size());
            clock.advance(Duration.ofDays(1));
            OldRows old = ledger.oldRows();

            Removed first = old.changes(0, clock.instant());
            Removed second = old.changes(first.lastId(), clock.instant());
            Removed entries = old.entries(0, clock.instant());

            assertThat(first).isEqualTo(new Removed(OldRows.CHUNK, OldRows.CHUNK, true));
            assertThat(second).isEqualTo(new Removed(8, OldRows.CHUNK + 8L, false));
            assertThat(entries).isEqualTo(new Removed(OldRows.CHUNK, OldRows.CHUNK, true));
            assertThat(ledger.ids("status_change")).containsExactly(OldRows.CHUNK + 9L);
            assertThat(old.batches(clock.instant())).isZero(); // the newest change is still of it
        }
    }
}
