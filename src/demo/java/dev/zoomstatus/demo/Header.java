package dev.zoomstatus.demo;

/**
 * One header line of a request or an answer.
 *
 * @param name as written on the wire
 * @param value without the white space around it
 */
public record Header(String name, String value) {

    /** Whether this is the header of that name, read without regard to case. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
