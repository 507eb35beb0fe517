package dev.zoomstatus.intake;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one row, gathering problems. What a check returns counts only if there is no problem. */
final class FieldChecks {
    /** The longest email address there can be (RFC 5321); Zoom ids are shorter. */
    static final int MAX_USER = 254;

    static final int MAX_NAME = 255;
    static final int MAX_REASON = 4_000;
    private static final int SHOWN = 40;

    private final RawChange raw;
    private final List<String> problems;

    FieldChecks(RawChange raw) {
        this.raw = raw;
        this.problems = new ArrayList<>(raw.problems().values());
    }

    /** Takes an email address or Zoom id. Its alphabet is Zoom's affair: ids hold {@code - _ = & + /} and more. */
    @Nullable
    String user() {
        String user = required(Field.USER, "give the user's email address or Zoom id");
        if (user == null) {
            return null;
        }
        if (user.length() > MAX_USER) {
            add(Field.USER, "is longer than " + MAX_USER + " characters: give one email address or Zoom id");
            return null;
        }
        noStrayCharacters(Field.USER, user);
        if (user.codePoints().anyMatch(c -> Spaces.isSpace(c) && Printable.isPrintable(c))) {
            add(Field.USER, quoted(user) + " holds a space: give one email address or Zoom id, without spaces");
        }
        if (user.startsWith("\"") || user.endsWith("\"")) {
            add(
                    Field.USER,
                    quoted(user) + " begins or ends with a quotation mark: take it off (in CSV a cell may be in quotes"
                            + " with no space before it)");
        }
        refuseSpecial(user);
        return user;
    }

    @Nullable
    Action action() {
        String given = required(Field.ACTION, "write activate or deactivate");
        if (given == null) {
            return null;
        }
        Optional<Action> action = Action.parse(given);
        if (action.isEmpty()) {
            add(Field.ACTION, quoted(given) + " is unknown: write activate or deactivate");
        }
        return action.orElse(null);
    }

    @Nullable
    String requestId() {
        String given = raw.value(Field.REQUEST_ID);
        if (given == null) {
            return null;
        }
        if (given.length() > MAX_NAME) {
            add(Field.REQUEST_ID, "is longer than " + MAX_NAME + " characters: shorten it");
        }
        noStrayCharacters(Field.REQUEST_ID, given);
        return given;
    }

    /** Takes a text for people; characters that cannot be seen become spaces. */
    @Nullable
    String freeText(Field field, int maxChars) {
        String given = raw.value(field);
        if (given == null) {
            return null;
        }
        if (given.length() > maxChars) {
            add(field, "is longer than " + maxChars + " characters: shorten it");
            return null;
        }
        String clean = Spaces.trim(Printable.clean(given, maxChars));
        return clean.isEmpty() ? null : clean;
    }

    /** Adds a problem; the text follows the field's name. */
    void add(Field field, String problem) {
        problems.add(raw.name(field) + " " + problem);
    }

    /** Joins the problems; "" if there are none. */
    String problems() {
        return String.join("; ", problems);
    }

    /** Quotes a value for a message: safe to show, and short. */
    static String quoted(String value) {
        return '"' + Printable.clean(value, SHOWN) + '"';
    }

    private @Nullable String required(Field field, String whatToDo) {
        String value = raw.value(field);
        if (value == null && !raw.problems().containsKey(field)) {
            add(field, "is missing: " + whatToDo);
        }
        return value;
    }

    // Two rows that look alike must be about the same user: what nobody can see is refused, not taken off.
    private void noStrayCharacters(Field field, String value) {
        value.codePoints().filter(c -> !Printable.isPrintable(c)).findFirst().ifPresent(c -> {
            String which = String.format("U+%04X", c);
            add(field, "holds the invisible character " + which + ": delete it, or type the value anew");
        });
    }

    private void refuseSpecial(String user) {
        if (user.equalsIgnoreCase("me")) {
            add(Field.USER, "\"me\" means the owner of the token to Zoom: give the user's email address or Zoom id");
        }
        // As a path segment these would address another resource than a user.
        if (user.equals(".") || user.equals("..")) {
            add(Field.USER, quoted(user) + " is not a Zoom id: give the user's email address or Zoom id");
        }
    }
}
