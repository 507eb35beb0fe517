package dev.zoomstatus.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The action, read out of a body.
 *
 * @param format how it was written
 * @param action what it was
 */
record ActionBody(BodyFormat format, String action) {

    private static final Set<String> ACTIONS = Set.of("activate", "deactivate");
    /** A boundary that holds anything but these must stand in quotes. */
    private static final String TOKEN = "[A-Za-z0-9'+_.-]{1,70}";

    private static final String QUOTED = "\"[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]\"";
    private static final Pattern MULTIPART =
            Pattern.compile("multipart/form-data; ?boundary=(" + TOKEN + "|" + QUOTED + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern JSON =
            Pattern.compile("application/json(; ?charset=utf-8)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART_HEADER =
            Pattern.compile("(?i:Content-Disposition): ?(?i:form-data); ?name=\"action\"");

    static ActionBody read(RawRequest request) throws ContractViolation {
        String type = request.value("Content-Type").orElse("");
        Matcher multipart = MULTIPART.matcher(type);
        if (multipart.matches()) {
            String boundary = multipart.group(1).replace("\"", "");
            return new ActionBody(BodyFormat.MULTIPART, known(field(request.body(), boundary)));
        }
        if (JSON.matcher(type).matches()) {
            return new ActionBody(BodyFormat.JSON, known(json(request.body())));
        }
        throw new ContractViolation("Content-Type is neither multipart/form-data with a boundary nor application/json");
    }

    private static String field(String body, String boundary) throws ContractViolation {
        String open = "--" + boundary + "\r\n";
        String close = "\r\n--" + boundary + "--";
        // The line end after the last boundary is the one thing that is left to the client.
        String trimmed = body.endsWith("\r\n") ? body.substring(0, body.length() - 2) : body;
        if (!body.startsWith(open)) {
            throw new ContractViolation("the body does not begin with its boundary");
        }
        if (!trimmed.endsWith(close)) {
            throw new ContractViolation("the body does not end with its closing boundary");
        }
        int headEnd = trimmed.indexOf("\r\n\r\n");
        int valueEnd = trimmed.length() - close.length();
        if (headEnd < 0 || headEnd + 4 > valueEnd) {
            throw new ContractViolation("the part has no empty line between its headers and its value");
        }
        if (trimmed.indexOf("--" + boundary, open.length()) != valueEnd + 2) {
            throw new ContractViolation("the body has more than one part");
        }
        if (!PART_HEADER.matcher(trimmed.substring(open.length(), headEnd)).matches()) {
            throw new ContractViolation("the part's one header is not Content-Disposition: form-data; name=\"action\"");
        }
        return trimmed.substring(headEnd + 4, valueEnd);
    }

    private static String json(String body) throws ContractViolation {
        String text = new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        try {
            JsonNode json = Json.strict(text);
            if (!json.isObject() || json.size() != 1 || !json.path("action").isTextual()) {
                throw new ContractViolation("the body is not a JSON object with the one key action");
            }
            return json.path("action").asText();
        } catch (JsonProcessingException e) {
            throw new ContractViolation("the body is not JSON");
        }
    }

    private static String known(String action) throws ContractViolation {
        if (!ACTIONS.contains(action)) {
            throw new ContractViolation("the action is neither activate nor deactivate");
        }
        return action;
    }
}
