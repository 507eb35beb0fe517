package dev.zoomstatus.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.zoomstatus.change.Row;
import java.io.IOException;

/** Reads one JSON object, held in memory, into a row. */
final class JsonObjectReader {
    static final String EXAMPLE = "{\"user\":\"jane@example.com\",\"action\":\"deactivate\"}";

    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // What a sender wrote must not come back in messages and logs.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Keys are the sender's: a table of all that were ever seen would only grow.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(RecordBuffer.LIMIT)
                    .maxNameLength(RecordBuffer.LIMIT)
                    .maxNumberLength(RecordBuffer.LIMIT)
                    .build())
            .build();

    private final ChangeReader reader;

    JsonObjectReader(ChangeReader reader) {
        this.reader = reader;
    }

    /**
     * Reads a text that should be one object.
     *
     * @param line number of the row
     * @param json at most {@link RecordBuffer#LIMIT} characters
     * @return the row; invalid if the text is JSON but no change
     * @throws BrokenJsonException if the text is not exactly one JSON value
     */
    Row read(long line, String json) throws BrokenJsonException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                RawChange raw = new JsonFields(parser).read();
                expectEnd(parser);
                return reader.read(line, raw);
            }
            parser.skipChildren();
            expectEnd(parser);
            return Row.invalid(line, "this is not a JSON object: write " + EXAMPLE);
        } catch (StreamConstraintsException e) {
            return Row.invalid(line, "the JSON is nested deeper than " + MAX_DEPTH + " levels: write " + EXAMPLE);
        } catch (JsonProcessingException e) {
            throw broken(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static void expectEnd(JsonParser parser) throws IOException, BrokenJsonException {
        JsonLocation end = parser.currentLocation();
        if (parser.nextToken() != null) {
            throw new BrokenJsonException(end.getLineNr(), end.getColumnNr());
        }
    }

    private static BrokenJsonException broken(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return new BrokenJsonException(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
    }
}
