package dev.zoomstatus.chaos;

/** What can go wrong, and how often compared to the others. */
enum Mishap {
    KILL(4, "kill -9"),
    STOP(2, "SIGTERM"),
    FREEZE(2, "SIGSTOP … SIGCONT"),
    NETWORK(10, "network faults towards Zoom"),
    ZOOM_AWAY(1, "Zoom away"),
    TOKENS_REVOKED(1, "tokens revoked"),
    BROKER_NETWORK(3, "network faults towards the broker"),
    BROKER_RESTART(1, "broker restarts"),
    DATABASE_NETWORK(5, "network faults towards the database"),
    DATABASE_RESTART(2, "database restarts");

    private final int weight;
    private final String title;

    Mishap(int weight, String title) {
        this.weight = weight;
        this.title = title;
    }

    /** How often it comes, compared to the others. */
    int weight() {
        return weight;
    }

    String title() {
        return title;
    }

    /** Whether it may break off the sending of messages. */
    boolean breaksSending() {
        return isOfTheDatabase() || this == BROKER_NETWORK || this == BROKER_RESTART;
    }

    boolean isOfTheDatabase() {
        return this == DATABASE_NETWORK || this == DATABASE_RESTART;
    }
}
