package dev.zoomstatus.zoom;

/** No token could be had. The message says what to mend and holds no secret. */
public class TokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean setUp;

    TokenException(boolean setUp, String message) {
        super(message);
        this.setUp = setUp;
    }

    /** Whether the set-up is at fault, rather than an outage. */
    public boolean isSetUp() {
        return setUp;
    }
}
