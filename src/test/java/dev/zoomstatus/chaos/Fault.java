package dev.zoomstatus.chaos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a {@link FaultyProxy} does to what passes through it.
 *
 * @param kind what happens
 * @param bytes how many bytes still pass before a cut
 * @param late how late each piece of an answer is, or each of its bytes
 */
record Fault(Kind kind, int bytes, Duration late) {

    /** Nothing: all passes as it comes. */
    static final Fault NONE = new Fault(Kind.NONE, 0, Duration.ZERO);

    /** No new connection, and the present ones are reset. */
    static final Fault REFUSE = new Fault(Kind.REFUSE, 0, Duration.ZERO);

    /** The connection is reset, and what was asked never arrives. */
    static final Fault RESET = new Fault(Kind.CUT_REQUEST, 0, Duration.ZERO);

    /** What was asked arrives and is carried out, and the answer is lost. */
    static final Fault DROP_ANSWER = new Fault(Kind.CUT_ANSWER, 0, Duration.ZERO);

    /** Answers are held back until the fault ends, or the client gives up. */
    static final Fault HANG = new Fault(Kind.HANG, 0, Duration.ZERO);

    /** Kinds of faults. */
    enum Kind {
        NONE,
        REFUSE,
        CUT_REQUEST,
        CUT_ANSWER,
        HANG,
        DELAY,
        TRICKLE
    }

    /** The connection is reset after so many bytes of what is asked. */
    static Fault cutRequest(int bytes) {
        return new Fault(Kind.CUT_REQUEST, bytes, Duration.ZERO);
    }

    /** The connection is reset after so many bytes of the answer. */
    static Fault cutAnswer(int bytes) {
        return new Fault(Kind.CUT_ANSWER, bytes, Duration.ZERO);
    }

    /** Answers are late. What is asked never is: a request that arrives after its client has gone proves nothing. */
    static Fault delay(Duration late) {
        return new Fault(Kind.DELAY, 0, late);
    }

    /** Answers come byte by byte. */
    static Fault trickle(Duration betweenBytes) {
        return new Fault(Kind.TRICKLE, 0, betweenBytes);
    }

    /** Any of them. */
    static Fault any(RandomGenerator random, Duration longestDelay) {
        return switch (random.nextInt(8)) {
            case 0 -> REFUSE;
            case 1 -> RESET;
            case 2 -> DROP_ANSWER;
            case 3 -> HANG;
            case 4 -> cutRequest(random.nextInt(400));
            case 5 -> cutAnswer(random.nextInt(100));
            case 6 -> delay(Duration.ofMillis(1 + random.nextLong(longestDelay.toMillis())));
            default -> trickle(Duration.ofMillis(1 + random.nextInt(5)));
        };
    }
}
