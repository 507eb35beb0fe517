package dev.zoomstatus.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What an application proves itself with at the token address.
 *
 * @param accountId the Zoom account
 * @param clientId the application
 * @param clientSecret its secret
 */
public record Credentials(String accountId, String clientId, String clientSecret) {

    /** Those of the demo. */
    public static final Credentials DEMO = new Credentials("demo-account-id", "demo-client-id", "demo-client-secret");

    /** The value of the Authorization header of a token request. */
    public String basic() {
        byte[] pair = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Credentials[" + accountId + ", " + clientId + "]";
    }
}
