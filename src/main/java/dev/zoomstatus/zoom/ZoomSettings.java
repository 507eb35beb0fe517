package dev.zoomstatus.zoom;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings {@code zoom.*}. */
@ConfigMapping(prefix = "zoom")
public interface ZoomSettings {

    /** Where Zoom's API is, without a slash at the end. */
    URI apiUrl();

    /** Where tokens are fetched. */
    URI tokenUrl();

    /** Account id of the server-to-server OAuth app. */
    String accountId();

    /** Client id of the app. */
    String clientId();

    /** Client secret of the app. */
    String clientSecret();

    /** How the field {@code action} is sent. */
    BodyFormat bodyFormat();

    /** The Zoom plan, which sets the budget of calls. */
    Plan plan();

    /** Calls per second instead of the plan's; 0 = no limit. */
    Optional<Integer> rateLimit();

    /** The part of the account's budget that this application may use, above 0 and up to 1. */
    double rateShare();

    /** Calls under way at once. */
    int maxConcurrency();

    /** How long a connection may take. */
    Duration connectTimeout();

    /** How long an answer may take, from the request's first byte to the answer's last. */
    Duration responseTimeout();

    /** While the account is paused: how often one call is tried. */
    Duration probeInterval();

    /** {@code host:port} of a proxy for token and API. */
    Optional<String> proxy();

    /** How the field {@code action} is sent: as the seed shows, or as Zoom's current contract says. */
    enum BodyFormat {
        /** {@code multipart/form-data}. */
        MULTIPART,
        /** {@code application/json}. */
        JSON
    }

    /** Zoom's plans with the limits of its category Light, per account (Zoom, "Rate limits"). */
    enum Plan {
        /** 4 calls a second, 6,000 a day. */
        FREE(4, 6_000),
        /** 30 calls a second. */
        PRO(30, Long.MAX_VALUE),
        /** 80 calls a second; also every plan above it. */
        BUSINESS(80, Long.MAX_VALUE);

        private final int perSecond;
        private final long perDay;

        Plan(int perSecond, long perDay) {
            this.perSecond = perSecond;
            this.perDay = perDay;
        }

        /** Calls allowed in a second. */
        public int perSecond() {
            return perSecond;
        }

        /** Calls allowed on a day; {@link Long#MAX_VALUE} if there is no such limit. */
        public long perDay() {
            return perDay;
        }
    }
}
