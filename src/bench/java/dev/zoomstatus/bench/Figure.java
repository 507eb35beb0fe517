package dev.zoomstatus.bench;

/**
 * One measured figure of one run.
 *
 * @param what was measured
 * @param unit of the value and its baseline
 * @param value as measured
 * @param baseline of the same run; not a number if there is none
 * @param baselineName what the baseline is
 * @param reach what is to be reached: at least this part of the baseline, or at most this value if there is none
 */
record Figure(String what, String unit, double value, double baseline, String baselineName, double reach) {

    /** A figure that is to be at least a part, or a multiple, of its baseline. */
    static Figure atLeast(double reach, String what, String unit, double value, String baselineName, double baseline) {
        return new Figure(what, unit, value, baseline, baselineName, reach);
    }

    /** A figure that is to be no more than something. */
    static Figure atMost(double reach, String what, String unit, double value) {
        return new Figure(what, unit, value, Double.NaN, "", reach);
    }

    boolean hasBaseline() {
        return !baselineName.isEmpty();
    }

    double ratio() {
        return value / baseline;
    }
}
