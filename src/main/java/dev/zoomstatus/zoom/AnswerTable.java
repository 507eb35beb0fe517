package dev.zoomstatus.zoom;

import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each of Zoom's answers means. The first rule that fits decides. */
public final class AnswerTable {

    /** What kind of body an answer had. */
    enum Body {
        JSON,
        EMPTY,
        OTHER
    }

    /**
     * One line of the table.
     *
     * @param statuses the HTTP statuses, as {@code 404} or {@code 5xx}
     * @param codes Zoom's codes; empty: any, or none
     * @param words part of the message in lower case; empty: any
     * @param notJson fits only a body that is there and is not JSON
     * @param kind what it means
     * @param mend for {@link Kind#SET_UP}: what to mend
     */
    record Rule(
            Set<String> statuses, Set<Integer> codes, String words, boolean notJson, Kind kind, @Nullable String mend) {

        boolean fits(int status, @Nullable Integer code, String message, Body body) {
            return (statuses.contains(Integer.toString(status)) || statuses.contains(status / 100 + "xx"))
                    && (codes.isEmpty() || (code != null && codes.contains(code)))
                    && message.toLowerCase(Locale.ROOT).contains(words)
                    && (!notJson || body == Body.OTHER);
        }
    }

    private static final String SCOPE = "the app lacks a scope: give it user:update:status:admin (granular) or"
            + " user:write:admin (classic) in the Zoom App Marketplace";
    private static final String BODY_FORMAT = "zoom.body-format: Zoom wants JSON; set it to json";
    private static final String ADDRESS =
            "zoom.api-url: this address is not Zoom's API, or a proxy in between answers for it";
    private static final String REFUSED =
            "Zoom refuses this app for the whole account: check that it is active and has its scopes, zoom.account-id,"
                    + " zoom.api-url and the proxy, if any";

    private static final List<Rule> RULES = List.of(
            on("2xx").means(Kind.UPDATED),
            on("400", "401", "403").code(4700, 4711).needs(SCOPE),
            on("400", "401").code(124, 4741).means(Kind.TOKEN_REFUSED),
            on("400", "404").code(1001, 1010).means(Kind.NOT_FOUND),
            on("400").code(300).saying("request body should be a valid json").needs(BODY_FORMAT),
            on("400").means(Kind.REJECTED),
            on("404").code(2300).needs(ADDRESS),
            on("404").notJson().needs(ADDRESS),
            on("404").means(Kind.NOT_FOUND),
            on("401", "403", "407", "3xx").needs(REFUSED),
            on("408", "409", "5xx").means(Kind.TRY_AGAIN),
            on("429").saying("too many concurrent requests").means(Kind.TRY_AGAIN),
            on("429").saying("daily").means(Kind.DAILY_LIMIT),
            on("429").means(Kind.TOO_FAST));

    private static final Rule NONE = on().means(Kind.UNEXPECTED);

    private AnswerTable() {}

    static Rule rule(int status, @Nullable Integer code, String message, Body body) {
        return RULES.stream()
                .filter(rule -> rule.fits(status, code, message, body))
                .findFirst()
                .orElse(NONE);
    }

    /** Whether a rule names that code of Zoom's: one of few. */
    public static boolean names(int code) {
        return RULES.stream().anyMatch(rule -> rule.codes().contains(code));
    }

    private static Line on(String... statuses) {
        return new Line(Set.of(statuses), Set.of(), "", false);
    }

    /** A rule being written. */
    private record Line(Set<String> statuses, Set<Integer> codes, String words, boolean onlyNotJson) {

        Line code(Integer... wanted) {
            return new Line(statuses, Set.of(wanted), words, onlyNotJson);
        }

        Line saying(String wanted) {
            return new Line(statuses, codes, wanted, onlyNotJson);
        }

        Line notJson() {
            return new Line(statuses, codes, words, true);
        }

        Rule means(Kind kind) {
            return new Rule(statuses, codes, words, onlyNotJson, kind, null);
        }

        Rule needs(String mend) {
            return new Rule(statuses, codes, words, onlyNotJson, Kind.SET_UP, mend);
        }
    }
}
