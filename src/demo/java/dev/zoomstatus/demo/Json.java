package dev.zoomstatus.demo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON that Zoom says and reads. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads one JSON value with nothing after it and no key twice. */
    static JsonNode strict(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    static String error(int code, String message) {
        return object().put("code", code).put("message", message).toString();
    }

    static String validation(String field, String message) {
        ObjectNode error = object().put("code", 300).put("message", "Validation Failed.");
        error.putArray("errors").addObject().put("field", field).put("message", message);
        return error.toString();
    }

    static String tokenError(String error, String reason) {
        return object().put("reason", reason).put("error", error).toString();
    }
}
