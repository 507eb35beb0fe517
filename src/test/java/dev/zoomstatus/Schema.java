package dev.zoomstatus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JSON Schema of {@code docs/schema}. */
public final class Schema {

    private final ObjectMapper json = new ObjectMapper();
    private final JsonSchema schema;

    /** Reads {@code docs/schema/<name>.schema.json}. */
    public Schema(String name) throws IOException {
        String text = Files.readString(Path.of("docs/schema", name + ".schema.json"));
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }

    /** What in the text is not as the schema says. */
    public List<String> mistakes(String text) throws JsonProcessingException {
        return schema.validate(json.readTree(text)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
