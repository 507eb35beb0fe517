package dev.zoomstatus.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API, read as far as it can be read.
 *
 * @param user decoded; empty if the path makes no sense
 * @param action empty if the body makes no sense
 * @param format how the body is written; null if it makes no sense
 * @param bearer the token; empty if there is none
 * @param problems all that the contract does not allow
 */
record StatusRequest(String user, String action, @Nullable BodyFormat format, String bearer, List<String> problems) {

    static StatusRequest read(RawRequest request, HeaderRules headers, BodyFormat expected) {
        List<String> problems = new ArrayList<>();
        if (!request.method().equals("PUT")) {
            problems.add("the verb is not PUT");
        }
        String user = "";
        try {
            user = UserPath.user(request);
        } catch (ContractViolation e) {
            problems.add(e.getMessage());
        }
        problems.addAll(headers.problems(request));
        String bearer = HeaderRules.bearer(request).orElse("");
        ActionBody body = body(request, problems);
        if (body == null) {
            return new StatusRequest(user, "", null, bearer, List.copyOf(problems));
        }
        if (expected == BodyFormat.MULTIPART && body.format() == BodyFormat.JSON) {
            problems.add("the body is JSON, not multipart/form-data");
        }
        return new StatusRequest(user, body.action(), body.format(), bearer, List.copyOf(problems));
    }

    private static @Nullable ActionBody body(RawRequest request, List<String> problems) {
        try {
            return ActionBody.read(request);
        } catch (ContractViolation e) {
            problems.add(e.getMessage());
            return null;
        }
    }
}
