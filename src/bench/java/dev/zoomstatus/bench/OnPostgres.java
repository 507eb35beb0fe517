package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One instance on PostgreSQL beside one on SQLite, and three instances beside one. */
final class OnPostgres {

    private final Dispatching dispatching;
    private final Postgres postgres;

    OnPostgres(Dispatching dispatching, Postgres postgres) {
        this.dispatching = dispatching;
        this.postgres = postgres;
    }

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        String file = "changes.csv";
        double sqlite = dispatching.onSqlite(folder.resolve("sqlite"), file);
        double one = dispatching.dispatch(folder.resolve("one"), file, postgres.newLedger(), 1);
        double three = dispatching.dispatch(folder.resolve("three"), file, postgres.newLedger(), 3);
        return List.of(
                Figure.atLeast(0.5, "dispatch on PostgreSQL, one instance", "calls/s", one, "SQLite", sqlite),
                Figure.atLeast(1, "dispatch on PostgreSQL, three instances", "calls/s", three, "one instance", one));
    }
}
