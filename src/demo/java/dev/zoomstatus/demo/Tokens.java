package dev.zoomstatus.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The access tokens handed out, and what each is good for. */
final class Tokens {

    static final String SCOPE = "user:update:status:admin";

    private static final Set<String> SUFFICIENT = Set.of(SCOPE, "user:write:admin");
    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Set<String> issued = new LinkedHashSet<>();
    private final Map<String, Token> valid = new LinkedHashMap<>();
    private String scope = SCOPE;
    private Duration lifetime = Duration.ofHours(1);
    private boolean newRevokesOlder;

    private record Token(String scope, long endNanos) {}

    synchronized void scope(String newScope) {
        scope = newScope;
    }

    synchronized void lifetime(Duration newLifetime) {
        lifetime = newLifetime;
    }

    synchronized void newRevokesOlder(boolean revokes) {
        newRevokesOlder = revokes;
    }

    synchronized void revokeAll() {
        valid.clear();
    }

    synchronized List<String> issued() {
        return List.copyOf(issued);
    }

    synchronized String issue() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (newRevokesOlder) {
            valid.clear();
        }
        valid.put(token, new Token(scope, System.nanoTime() + lifetime.toNanos()));
        issued.add(token);
        return token;
    }

    /** A new token as the token address hands it out. */
    synchronized String issueAsJson() {
        return Json.object()
                .put("access_token", issue())
                .put("token_type", "bearer")
                .put("expires_in", lifetime.toSeconds())
                .put("scope", scope)
                .toString();
    }

    /** What Zoom says to a call with this token, if it does not let it pass. */
    synchronized Optional<Reply> refusal(String bearer) {
        Token token = valid.get(bearer);
        if (token == null) {
            return Optional.of(Reply.error(401, 124, "Invalid access token."));
        }
        if (System.nanoTime() - token.endNanos() >= 0) {
            return Optional.of(Reply.error(401, 124, "Access token is expired."));
        }
        if (List.of(token.scope().split(" ", -1)).stream().noneMatch(SUFFICIENT::contains)) {
            String message = "Invalid access token, does not contain scopes:[" + SCOPE + "].";
            return Optional.of(Reply.error(400, 4711, message));
        }
        return Optional.empty();
    }

    /** Tells tokens apart without giving them away. */
    static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
