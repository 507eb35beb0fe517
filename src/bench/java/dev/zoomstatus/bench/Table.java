package dev.zoomstatus.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The medians of all runs, as a table in Markdown. */
final class Table {

    private final Map<String, List<Figure>> figures = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    void add(Figure figure) {
        figures.computeIfAbsent(figure.what(), any -> new ArrayList<>()).add(figure);
    }

    /** A measurement that broke off. */
    void failed(String row, Exception why) {
        failures.add(row + " could not be measured: " + why + "\n");
    }

    boolean hasFailures() {
        return !failures.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(
                "| what | measured | baseline in the same run | of it | to reach | | runs |\n|---|---|---|---|---|---|---|\n");
        figures.values().forEach(runs -> table.append(line(runs)));
        failures.forEach(table.append("\n")::append);
        return table.toString();
    }

    private static String line(List<Figure> runs) {
        Figure one = runs.get(0);
        String measured = number(median(runs, Figure::value)) + " " + one.unit();
        if (!one.hasBaseline()) {
            return row(
                    one.what(),
                    measured,
                    "–",
                    "–",
                    "≤ " + number(one.reach()) + " " + one.unit(),
                    yes(median(runs, Figure::value) <= one.reach()),
                    runs.size());
        }
        boolean measurable = !Double.isNaN(one.baseline());
        return row(
                one.what(),
                measured,
                one.baselineName() + ": "
                        + (measurable
                                ? number(median(runs, Figure::baseline)) + " " + one.unit()
                                : "not here, skipped"),
                measurable ? number(median(runs, Figure::ratio)) : "–",
                (one.least() ? "≥ " : "≤ ") + number(one.reach()),
                measurable ? yes(isReached(one, median(runs, Figure::ratio))) : "?",
                runs.size());
    }

    private static boolean isReached(Figure one, double ratio) {
        return one.least() ? ratio >= one.reach() : ratio <= one.reach();
    }

    private static String yes(boolean reached) {
        return reached ? "yes" : "**no**";
    }

    private static String row(
            String what, String measured, String baseline, String ratio, String reach, String reached, int runs) {
        return String.join(" | ", "| " + what, measured, baseline, ratio, reach, reached, runs + " |\n");
    }

    private static double median(List<Figure> runs, ToDoubleFunction<Figure> of) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }
}
