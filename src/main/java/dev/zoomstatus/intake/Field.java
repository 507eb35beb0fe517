package dev.zoomstatus.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be said of a change, and the names it goes by in CSV headers and as JSON keys (design.md, Files). */
enum Field {
    USER("user", "user", "user_id", "userid", "email"),
    ACTION("action", "action"),
    REQUEST_ID("requestId", "request_id", "requestid"),
    EFFECTIVE_AT("effectiveAt", "effective_at", "effectiveat"),
    REASON("reason", "reason"),
    REQUESTED_BY("requestedBy", "requested_by", "requestedby");

    private static final Map<String, Field> BY_NAME = Arrays.stream(values())
            .flatMap(field -> field.names.stream().map(name -> Map.entry(name, field)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot change.
    private final List<String> names;

    Field(String key, String... names) {
        this.key = key;
        this.names = List.of(names);
    }

    /** Finds the field of a header or key, without regard to case and white space around it. */
    static @Nullable Field named(String name) {
        return BY_NAME.get(normal(name));
    }

    /** Writes a name as {@link #names()} has it. */
    static String normal(String name) {
        return Spaces.trim(name).toLowerCase(Locale.ROOT);
    }

    /** All names in lower case, the one to prefer first. */
    List<String> names() {
        return names;
    }

    /** The name to use in messages about a CSV file. */
    String column() {
        return names.get(0);
    }

    /** The name to use in messages about JSON. */
    String key() {
        return key;
    }

    /** How messages name fields: CSV and JSON spell them differently. */
    enum Spelling {
        CSV,
        JSON;

        String of(Field field) {
            return this == CSV ? field.column() : field.key();
        }
    }
}
