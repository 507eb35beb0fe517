package dev.zoomstatus.ledger;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Makes rate buckets: in this process, or in the database if several processes share the ledger. */
@ApplicationScoped
public class Buckets {

    /** Of the one budget that there is: Zoom's limit is the account's. */
    private static final long KEY = 1;

    private final LedgerDatabase database;
    private final Clock clock;

    /** Keeps shared buckets in the given database. */
    public Buckets(LedgerDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes a bucket with one limit. A shared one takes over the limit of the instance that was started last. */
    public Bucket with(Bandwidth limit) {
        if (database.dialect() == Dialect.SQLITE) {
            return Bucket.builder().withNanosecondPrecision().addLimit(limit).build();
        }
        BucketConfiguration configuration =
                BucketConfiguration.builder().addLimit(limit).build();
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database.source())
                .clientClock(new DatabaseTime(clock))
                .build()
                .builder()
                .withImplicitConfigurationReplacement(clock.millis(), TokensInheritanceStrategy.AS_IS)
                .build(KEY, () -> configuration);
    }

    /** The database's clock, as the library wants it. */
    private record DatabaseTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
