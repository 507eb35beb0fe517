package dev.zoomstatus.zoom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Lets through the few headers that Zoom is to see, and the few that we want of its answer: all others stay out. */
@ApplicationScoped
@Named("zoomHeaders")
public class ZoomHeaders implements HeaderFilterStrategy {

    static final String TRACKING_ID = "x-zm-trackingid";
    static final String RETRY_AFTER = "Retry-After";
    static final String LIMIT_TYPE = "X-RateLimit-Type";

    private static final Set<String> TO_ZOOM = Set.of("authorization", "accept", "traceparent", "tracestate");
    private static final Set<String> FROM_ZOOM =
            Set.of(TRACKING_ID, RETRY_AFTER.toLowerCase(Locale.ROOT), LIMIT_TYPE.toLowerCase(Locale.ROOT));

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !TO_ZOOM.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !FROM_ZOOM.contains(name.toLowerCase(Locale.ROOT));
    }
}
