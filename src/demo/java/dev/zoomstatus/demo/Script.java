package dev.zoomstatus.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was asked to be answered to calls that are in order: for every call, for one user, or as computed. */
final class Script {

    private final Map<String, Queue<Reply>> users = new ConcurrentHashMap<>();
    private volatile Function<Call, Reply> all = Script::success;
    private volatile @Nullable Reply every;

    void user(String user, List<Reply> replies) {
        users.put(user.toLowerCase(Locale.ROOT), new ConcurrentLinkedQueue<>(replies));
    }

    void all(Function<Call, Reply> function) {
        all = function;
    }

    void every(@Nullable Reply reply) {
        every = reply;
    }

    void clear() {
        users.clear();
        all = Script::success;
        every = null;
    }

    Reply next(Call call) {
        Reply always = every;
        if (always != null) {
            return always;
        }
        Queue<Reply> replies = users.get(call.user().toLowerCase(Locale.ROOT));
        Reply scripted = replies == null ? null : replies.poll();
        return scripted == null ? all.apply(call) : scripted;
    }

    private static Reply success(Call call) {
        return Reply.success();
    }
}
