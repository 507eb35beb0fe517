package dev.zoomstatus.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one round from the outside, and what the harness did meanwhile.
 *
 * @param wishes what was handed in, in that order
 * @param calls the calls at the server, in the order of their arrival
 * @param results the rows of all result files, and the replies to messages
 * @param told what the outcome topic said, and how often anything was said again
 * @param audit the entries of the audit file, each once
 * @param harm what was done to the processes
 * @param answersLost when answers were kept from the application
 * @param contract what the server had to complain about
 * @param limits what the application must keep to
 */
record Seen(
        List<Wish> wishes,
        List<Call> calls,
        List<Result> results,
        Told told,
        List<Entry> audit,
        List<Harm> harm,
        List<Instant> answersLost,
        List<String> contract,
        Limits limits) {

    /**
     * A call at the server.
     *
     * @param status what was answered, 0 for nothing
     */
    record Call(String user, String action, Instant start, Instant end, int status) {

        /** Whether the answer settled the matter: to call again is then a repeat, and not a retry. */
        boolean settled() {
            return status / 100 == 2 || status == 400 || status == 404;
        }
    }

    /** A row of a result file, or a message. */
    record Result(String source, long line, String user, String action, String outcome, String requestId) {}

    /**
     * What was told by messages.
     *
     * @param outcomes what the topic said, each once
     * @param again how many messages, replies too, came more than once
     * @param breaks how often sending was broken off: processes harmed, broker or ledger away
     */
    record Told(List<Result> outcomes, int again, int breaks) {}

    /** An entry of the audit trail. */
    record Entry(
            long id, Instant at, String event, @Nullable Long changeId, String requestId, @Nullable String outcome) {}

    /**
     * What was done to a process: killed, stopped, or frozen for a while; or to all of them: the machine stood still.
     *
     * @param kind what it was
     * @param from when it began
     * @param to when it was over: the same for a kill
     */
    record Harm(Kind kind, Instant from, Instant to) {

        /** Kinds of harm. */
        enum Kind {
            KILLED,
            STOPPED,
            FROZEN,
            STALLED
        }
    }

    /**
     * What must be kept to.
     *
     * @param perSecond calls, by all processes together
     * @param concurrency calls under way at once, of one process
     * @param callTime how long a call may take
     */
    record Limits(int perSecond, int concurrency, Duration callTime) {}
}
