package dev.zoomstatus.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gathers the fields of one JSON object. Keys count without regard to case: an {@code EffectiveAt} that is overlooked
 * would lock somebody out too early. Other keys, and what is under them, are ignored.
 */
final class JsonFields {
    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> byName = new HashMap<>();
    private final Map<Field, String> problems = new EnumMap<>(Field.class);

    /** Makes one for a parser that stands on the object's opening brace. */
    JsonFields(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads up to and with the closing brace. */
    RawChange read() throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            Field field = Field.named(key);
            if (field != null) {
                take(field, Field.normal(key), value);
            }
            parser.skipChildren();
        }
        return new RawChange(Field.Spelling.JSON, values(), problems);
    }

    private void take(Field field, String name, JsonToken value) throws IOException {
        if (!seen.add(name)) {
            // Readers differ in whether the first or the last counts, so none does.
            problems.put(field, field.key() + " is given twice: give it once");
        } else if (value.isStructStart()) {
            problems.put(
                    field, field.key() + " must be text, not an object or array: write \"" + field.key() + "\":\"…\"");
        } else if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL && mustBeText(field)) {
            problems.put(field, field.key() + " must be text: put its value in double quotes");
        } else if (value != JsonToken.VALUE_NULL) {
            byName.put(name, parser.getText());
        }
    }

    private Map<Field, String> values() {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            field.names().stream()
                    .map(name -> byName.getOrDefault(name, ""))
                    .filter(value -> !Spaces.isBlank(value))
                    .findFirst()
                    .ifPresent(value -> values.put(field, value));
        }
        return values;
    }

    private static boolean mustBeText(Field field) {
        return field == Field.USER || field == Field.ACTION || field == Field.EFFECTIVE_AT;
    }
}
