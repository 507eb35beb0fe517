package dev.zoomstatus.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a request to the token address; none of its messages repeats a value. */
final class TokenRequest {

    private static final Pattern FORM =
            Pattern.compile("application/x-www-form-urlencoded(; ?charset=utf-8)?", Pattern.CASE_INSENSITIVE);

    private final RawRequest request;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> form;

    TokenRequest(RawRequest request) {
        this.request = request;
        form = form(request.body());
        check(request.method().equals("POST"), "the verb is not POST");
        check(!request.target().contains("?"), "values in the query string");
        check(
                request.value("Content-Type")
                        .filter(type -> FORM.matcher(type).matches())
                        .isPresent(),
                "not a form");
        check(request.values("Authorization").size() == 1, "not exactly one Authorization header");
        check(form.keySet().stream().allMatch(Set.of("grant_type", "account_id")::contains), "an unknown form field");
    }

    /** What is wrong with it, apart from the values. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** What Zoom says if the values are not those of the account. */
    Optional<Reply> refusal(Credentials expected) {
        if (!expected.basic().equals(request.value("Authorization").orElse(""))) {
            return Optional.of(Reply.tokenError(400, "invalid_client", "Invalid client_id or client_secret"));
        }
        if (!"account_credentials".equals(form.get("grant_type"))) {
            return Optional.of(Reply.tokenError(400, "unsupported_grant_type", "unsupported grant type"));
        }
        if (!expected.accountId().equals(form.get("account_id"))) {
            return Optional.of(Reply.tokenError(400, "invalid_request", "Bad Request"));
        }
        return Optional.empty();
    }

    private Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                problems.add("a form field without a value");
            } else if (fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1))) != null) {
                problems.add("a form field twice");
            }
        }
        return fields;
    }

    private String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            problems.add("a form field that is not encoded properly");
            return "";
        }
    }

    private void check(boolean fine, String problem) {
        if (!fine) {
            problems.add(problem);
        }
    }
}
