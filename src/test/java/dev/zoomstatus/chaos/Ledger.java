package dev.zoomstatus.chaos;

/** What the ledger lies on, and with it how many processes there are. */
enum Ledger {
    SQLITE("SQLite", 1),
    POSTGRESQL("PostgreSQL", 3);

    private final String title;
    private final int processes;

    Ledger(String title, int processes) {
        this.title = title;
        this.processes = processes;
    }

    String title() {
        return title;
    }

    int processes() {
        return processes;
    }
}
