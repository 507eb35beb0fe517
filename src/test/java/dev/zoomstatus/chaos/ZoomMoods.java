package dev.zoomstatus.chaos;

import dev.zoomstatus.demo.Call;
import dev.zoomstatus.demo.Reply;
import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What the pretend Zoom answers: mostly success, a little late; and while it is moody, now and then anything else. */
final class ZoomMoods implements Function<Call, Reply> {

    /** How the names of users begin whom Zoom does not know. */
    static final String UNKNOWN = "ghost";

    /** How the names of users begin whom Zoom does not let us touch. */
    static final String REFUSED = "room";

    private final RandomGenerator random;
    private volatile boolean moody;

    ZoomMoods(RandomGenerator random) {
        this.random = random;
    }

    void moody(boolean now) {
        moody = now;
    }

    @Override
    public synchronized Reply apply(Call call) {
        int permille = random.nextInt(1000);
        Reply proper = Reply.delayed(Duration.ofMillis(5 + random.nextInt(30)), proper(call.user()));
        return moody && permille < 120 ? mood(permille, proper) : proper;
    }

    private static Reply proper(String user) {
        if (user.startsWith(UNKNOWN)) {
            return Reply.error(404, 1001, "User does not exist.");
        }
        return user.startsWith(REFUSED) ? Reply.error(400, 200, "Zoom Room") : Reply.noContent();
    }

    private Reply mood(int permille, Reply proper) {
        return switch (permille / 5) {
            case 0, 1, 2, 3, 4 -> Reply.empty(503);
            case 5, 6 -> Reply.html(502);
            case 7 -> Reply.tooFast("1");
            case 8 -> Reply.tooManyConcurrent();
            case 9, 10 -> Reply.reset();
            case 11, 12 -> Reply.lost();
            case 13 -> Reply.hang();
            case 14, 15 -> Reply.trickle(Duration.ofMillis(2));
            default -> Reply.delayed(Duration.ofMillis(random.nextInt(500)), proper);
        };
    }
}
