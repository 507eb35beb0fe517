package dev.zoomstatus.demo;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Users whose names say what Zoom answers, so that the demo shows more than success. */
public final class DemoUsers implements Function<Call, Reply> {

    private final Set<String> busyBefore = ConcurrentHashMap.newKeySet();

    /** Made for {@link PretendZoom#answerAll}. */
    public DemoUsers() {}

    @Override
    public Reply apply(Call call) {
        String user = call.user().toLowerCase(Locale.ROOT);
        if (user.startsWith("admin")) {
            return Reply.error(400, 200, "Zoom Room and Admin users' status cannot be activated or deactivated.");
        }
        if (user.startsWith("ghost")) {
            return Reply.error(404, 1001, "User does not exist: " + call.user() + ".");
        }
        if (user.startsWith("events") && call.action().equals("deactivate")) {
            return Reply.error(
                    400,
                    300,
                    "You cannot deactivate this user because the user has an upcoming Zoom Events event."
                            + " Delete or reassign the event first.");
        }
        if (user.startsWith("busy") && busyBefore.add(user)) {
            return Reply.html(503);
        }
        return Reply.success();
    }
}
