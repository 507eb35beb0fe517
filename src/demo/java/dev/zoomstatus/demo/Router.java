package dev.zoomstatus.demo;

import java.io.IOException;
import java.util.List;

/** Leads each request to the token address or to the API. */
record Router(TokenEndpoint token, StatusEndpoint status, CallLog log) implements HttpServer.Handler {

    @Override
    public void handle(RawRequest request, Connection connection) throws IOException {
        String target = request.target();
        if (target.equals(TokenEndpoint.PATH) || target.startsWith(TokenEndpoint.PATH + "?")) {
            token.handle(request, connection);
        } else {
            status.handle(request, connection);
        }
    }

    @Override
    public void unreadable(ContractViolation why, Connection connection) throws IOException {
        log.violation("unreadable request: " + why.getMessage());
        Response answer = Response.of(400, "application/json", Json.error(300, String.valueOf(why.getMessage())))
                .with(List.of(TrackingId.next(), new Header("Connection", "close")));
        connection.write(answer.bytes());
        connection.closeGently();
    }
}
