package dev.zoomstatus.bench;

/**
 * One measured figure of one run.
 *
 * @param what was measured
 * @param unit of the value and its baseline
 * @param value as measured
 * @param baseline of the same run; not a number if there is none
 * @param baselineName what the baseline is
 * @param least whether the value may be more than what is to be reached, but not less
 * @param reach what is to be reached: this part of the baseline, or this value if there is none
 */
record Figure(
        String what, String unit, double value, double baseline, String baselineName, boolean least, double reach) {

    /** A figure that is to be at least a part, or a multiple, of its baseline. */
    static Figure atLeast(double reach, String what, String unit, double value, String baselineName, double baseline) {
        return new Figure(what, unit, value, baseline, baselineName, true, reach);
    }

    /** A figure that is to be no more than something. */
    static Figure atMost(double reach, String what, String unit, double value) {
        return new Figure(what, unit, value, Double.NaN, "", false, reach);
    }

    /** A figure that is to be no more than a multiple of its baseline. */
    static Figure atMostTimes(
            double reach, String what, String unit, double value, String baselineName, double baseline) {
        return new Figure(what, unit, value, baseline, baselineName, false, reach);
    }

    boolean hasBaseline() {
        return !baselineName.isEmpty();
    }

    double ratio() {
        return value / baseline;
    }
}
