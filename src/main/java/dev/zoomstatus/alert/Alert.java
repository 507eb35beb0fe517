package dev.zoomstatus.alert;

/** Kinds of alert, each gathered by itself. */
public enum Alert {
    /** Zoom refused changes. */
    REJECTED("refused by Zoom"),
    /** Zoom does not know users. */
    NOT_FOUND("about users that Zoom does not know"),
    /** Changes were given up, or got an answer that is in no table. */
    FAILED("given up"),
    /** Replies could not be delivered. */
    REPLY_DROPPED("replies that were given up"),
    /** Calls stop for the whole account. */
    PAUSED("pauses of the account"),
    /** Calls go on. */
    RESUMED("pauses ended");

    private final String words;

    Alert(String words) {
        this.words = words;
    }

    /** What happened, after a number of changes. */
    String words() {
        return words;
    }
}
