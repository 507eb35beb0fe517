package dev.zoomstatus.intake;

/** White space in the widest sense: what people paste from tables and mails, no-break spaces included. */
final class Spaces {
    private Spaces() {}

    static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /** Takes white space off both ends. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Tells whether there is nothing but white space. */
    static boolean isBlank(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isSpace(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }
}
