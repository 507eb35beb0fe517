package dev.zoomstatus.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of a run: a column for each ledger. */
final class Report {

    private final List<Tally> tallies;

    Report(List<Tally> tallies) {
        this.tallies = List.copyOf(tallies);
    }

    /** The table, in Markdown. */
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add(line("", tally -> tally.ledger().title()));
        lines.add(line("---", tally -> "---:"));
        lines.add(line("processes", tally -> "" + tally.ledger().processes()));
        lines.add(line("rounds", tally -> "" + tally.rounds()));
        lines.add(line("changes", tally -> "" + tally.changes()));
        lines.add(line("of them by message", tally -> "" + tally.messages()));
        lines.add(line("of them superseded", tally -> "" + tally.superseded()));
        lines.add(line("calls at the server", tally -> "" + tally.calls()));
        for (Mishap mishap : Mishap.values()) {
            lines.add(line(mishap.title(), tally -> "" + tally.times(mishap)));
        }
        lines.add(line("pauses of the machine itself, over 50 ms", tally -> "" + tally.stalls()));
        lines.add(line("answers lost on their way", tally -> "" + tally.answersLost()));
        lines.add(line("calls repeated for that", tally -> "" + tally.repeats()));
        lines.add(line("replies and outcome messages that came again", tally -> "" + tally.again()));
        for (Violation.Kind kind : Violation.Kind.values()) {
            lines.add(line("**violations: " + kind.title() + "**", tally -> "**" + tally.violations(kind) + "**"));
        }
        return String.join("\n", lines) + "\n";
    }

    private String line(String title, Function<Tally, String> value) {
        return tallies.stream().map(value).collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
    }

    /** The page that says what was run, and what came of it. */
    String page(long seed, double minutes) {
        return """
                # Chaos

                `mvn verify -Pchaos` runs the packaged application in its own processes, against a strict pretend Zoom and
                through a network that does harm, while files and messages come in and processes are killed, stopped and
                frozen. After each round everything drains, and the round is judged from the outside only: by the server's
                log, the result files, the replies, the outcome topic and the audit file.
                What is promised, and what is left: [guarantees.md](guarantees.md).

                This was a run of %s minutes with `-Dchaos.seed=%d`, written by `-Dchaos.report=docs/chaos.md`. A single
                violation would have failed it.

                %s"""
                .formatted(minutes == Math.rint(minutes) ? "" + (long) minutes : "" + minutes, seed, table());
    }
}
