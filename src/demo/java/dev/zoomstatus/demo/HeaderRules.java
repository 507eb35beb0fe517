package dev.zoomstatus.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that a call may have, and those that it must have. */
final class HeaderRules {

    private static final Set<String> ALLOWED = Set.of(
            "authorization",
            "host",
            "connection",
            "transfer-encoding",
            "user-agent",
            "traceparent",
            "tracestate",
            "baggage");
    private static final Pattern BEARER = Pattern.compile("Bearer ([A-Za-z0-9._~+/-]+=*)");

    private volatile @Nullable String userAgentStart = "zoom-user-status/";

    /** How User-Agent has to begin; null for anything. */
    void userAgentStart(@Nullable String start) {
        userAgentStart = start;
    }

    /** The token of a request, if it has a proper one. */
    static Optional<String> bearer(RawRequest request) {
        return request.value("Authorization")
                .map(BEARER::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
    }

    List<String> problems(RawRequest request) {
        List<String> problems = new ArrayList<>();
        for (String name : request.headerNames()) {
            if (!allowed(name.toLowerCase(Locale.ROOT))) {
                problems.add("header " + name + " is not allowed");
            }
        }
        for (String name : List.of("Authorization", "Host", "Content-Type")) {
            int count = request.values(name).size();
            if (count != 1) {
                problems.add("header " + name + " is there " + count + " times, not once");
            }
        }
        if (!request.values("Authorization").isEmpty() && bearer(request).isEmpty()) {
            problems.add("header Authorization is not a bearer token");
        }
        userAgent(request).ifPresent(problems::add);
        return problems;
    }

    private static boolean allowed(String name) {
        return ALLOWED.contains(name) || name.startsWith("content-") || name.startsWith("accept");
    }

    private Optional<String> userAgent(RawRequest request) {
        String start = userAgentStart;
        if (start == null) {
            return Optional.empty();
        }
        List<String> agents = request.values("User-Agent");
        boolean fine = agents.size() == 1
                && agents.get(0).startsWith(start)
                && agents.get(0).length() > start.length();
        return fine ? Optional.empty() : Optional.of("User-Agent is " + agents + ", not one " + start + "…");
    }
}
