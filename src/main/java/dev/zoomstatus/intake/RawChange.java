package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one change as written, before anything is checked.
 *
 * @param spelling how the sender spells the fields
 * @param values what was written; a field that is not there was not given
 * @param problems fields whose value is of no use at all, with what to mend
 */
record RawChange(Field.Spelling spelling, Map<Field, String> values, Map<Field, String> problems) {

    /** Gives what was written, without white space around it; null if that is nothing. */
    @Nullable
    String value(Field field) {
        String value = values.get(field);
        if (value == null) {
            return null;
        }
        String trimmed = Spaces.trim(value);
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** Gives the field's name as the sender spells it. */
    String name(Field field) {
        return spelling.of(field);
    }

    /** Makes a row that makes no sense, showing as much of it as could be read. */
    Row invalid(long line, String problem) {
        String user = value(Field.USER);
        String action = value(Field.ACTION);
        return new Row(
                line, user == null ? "" : user, action == null ? "" : action, value(Field.REQUEST_ID), null, problem);
    }
}
