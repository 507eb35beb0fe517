package dev.zoomstatus.change;

/** Text from outside made safe to show in logs, results and messages. */
public final class Printable {
    private static final String CUT = "…";

    private Printable() {}

    /**
     * Replaces whatever a reader cannot see by a space and shortens the rest.
     *
     * @param text anything, hostile text too
     * @param maxChars length of the result at most, in UTF-16 characters, at least 1
     * @return the text; its last character is {@code …} if something was cut off
     */
    public static String clean(String text, int maxChars) {
        if (text.length() <= maxChars && text.codePoints().allMatch(Printable::isPrintable)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), maxChars) + 2);
        // No further than needed: the text may be megabytes long.
        for (int at = 0; at < text.length() && clean.length() <= maxChars; ) {
            int codePoint = text.codePointAt(at);
            clean.appendCodePoint(isPrintable(codePoint) ? codePoint : ' ');
            at += Character.charCount(codePoint);
        }
        return clean.length() <= maxChars ? clean.toString() : cut(clean, maxChars);
    }

    /**
     * Tells whether a code point can be seen for what it is: no control (line ends and tabs included), format (bidi
     * overrides, zero-width), line or paragraph separator, and no half of a surrogate pair.
     */
    public static boolean isPrintable(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7f) {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static String cut(StringBuilder text, int maxChars) {
        int end = maxChars - CUT.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }
}
