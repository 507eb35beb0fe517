package dev.zoomstatus;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Tells what is an address from what is none, before the clients see it: they tell of one that they cannot read with all that
 * stands in it, passwords too.
 */
final class Addresses {

    private static final int LAST_PORT = 65_535;

    private static final String SQLITE = "jdbc:sqlite:(?!(file:)?:memory:|.*[?&]mode=memory).+";

    private static final String POSTGRESQL =
            "jdbc:postgresql://([^/?#:,@\\s]|\\[[0-9a-fA-F:.]+])*(:\\d{1,5})?(,[^/?#:,@\\s]+(:\\d{1,5})?)*/[^?#]*([?].*)?";

    private static final String BROKER = "(amqps?|amqpwss?)://.+|failover:[(].+[)].*";

    private Addresses() {}

    /** Of a database that lasts. */
    static boolean isLedger(String url) {
        if (!url.matches(POSTGRESQL)) {
            return url.matches(SQLITE);
        }
        try {
            return !URLDecoder.decode(url, StandardCharsets.UTF_8).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Of a broker, or of several to choose from. */
    static boolean isBroker(String url) {
        try {
            return new URI(url).isAbsolute() && url.matches(BROKER);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Of something on the web, without user, password, query and fragment. */
    static boolean isWeb(URI address) {
        return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getPort() <= LAST_PORT
                && address.getUserInfo() == null
                && address.getQuery() == null
                && address.getFragment() == null;
    }
}
