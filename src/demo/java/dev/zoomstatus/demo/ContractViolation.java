package dev.zoomstatus.demo;

/** A request that Zoom's contract does not allow; the message says what is wrong with it and holds no secret. */
final class ContractViolation extends Exception {

    private static final long serialVersionUID = 1L;

    ContractViolation(String message) {
        super(message);
    }
}
