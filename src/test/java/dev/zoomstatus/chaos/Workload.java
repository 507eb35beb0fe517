package dev.zoomstatus.chaos;

import dev.zoomstatus.packaged.PackagedApplication;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands in files and messages: changes of few users, so that their order is put to the test. */
final class Workload {

    private static final int USERS = 60;
    private static final int SMALL_FILE = 50;
    /** More than is stored in one transaction. */
    private static final int LARGE_FILE = 1200;

    private static final int LATEST_SECONDS = 4;

    /** Users of messages are others: between files and messages there is no order. */
    private static final int FIRST_OF_MESSAGES = 100;

    private static final int USERS_OF_MESSAGES = 20;
    private static final int MOST_MESSAGES = 10;

    private final PackagedApplication inbox;
    private final Messages messages;
    private final RandomGenerator random;
    private final Map<String, Integer> spellings = new HashMap<>();
    private final List<Wish> wishes = new ArrayList<>();
    private String round = "";
    private int files;
    private int sent;

    Workload(PackagedApplication inbox, Messages messages, RandomGenerator random) {
        this.inbox = inbox;
        this.messages = messages;
        this.random = random;
    }

    /** Begins a round: what was handed in before is forgotten. */
    void begin(int number) {
        round = String.format(Locale.ROOT, "round%03d-", number);
        files = 0;
        sent = 0;
        wishes.clear();
    }

    /** Whether a change was handed in in an earlier round. */
    boolean isEarlier(String requestId) {
        return requestId.matches("round\\d{3}-\\d+") && !requestId.startsWith(round);
    }

    /** What all names and request ids of this round begin with. */
    String round() {
        return round;
    }

    /** What was handed in in this round, in that order. */
    List<Wish> wishes() {
        return List.copyOf(wishes);
    }

    /** The messages of this round. */
    int messages() {
        return sent;
    }

    /** The files of this round. */
    long files() {
        return files;
    }

    /** Hands in a file of up to fifty changes. */
    void drop() throws IOException {
        drop(1 + random.nextInt(SMALL_FILE));
    }

    /** Hands in a file that is too large to be accepted at once. */
    void dropLarge() throws IOException {
        drop(LARGE_FILE);
    }

    private void drop(int changes) throws IOException {
        boolean csv = random.nextBoolean();
        String name = String.format(Locale.ROOT, "%s%04d.%s", round, ++files, csv ? "csv" : "ndjson");
        List<Wish> file = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            file.add(wish(random.nextInt(USERS), name, i + (csv ? 2 : 1), wishes.size() + i));
        }
        String content = file.stream().map(csv ? Workload::row : Workload::json).collect(Collectors.joining("\n"));
        wishes.addAll(file);
        inbox.drop(name, (csv ? "user,action,request_id,effective_at\n" : "") + content + "\n");
    }

    /** Sends up to ten messages, unless the broker is away. */
    void send() throws IOException {
        int many = messages.isUp() ? random.nextInt(MOST_MESSAGES + 1) : 0;
        for (int i = 0; i < many; i++) {
            int user = FIRST_OF_MESSAGES + random.nextInt(USERS_OF_MESSAGES);
            Wish wish = wish(user, Messages.QUEUE, 0, wishes.size());
            messages.send(wish, json(wish));
            wishes.add(wish);
            sent++;
        }
    }

    private Wish wish(int userNumber, String source, long line, int number) {
        String user = user(userNumber);
        int spelling = spellings.merge(user, 1, Integer::sum);
        String action = random.nextBoolean() ? "activate" : "deactivate";
        Instant later = random.nextInt(20) == 0
                ? Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(random.nextInt(LATEST_SECONDS * 1000))
                : null;
        return new Wish(round + number, Wish.spelled(user, spelling), action, source, line, later);
    }

    /** One in twenty is nobody whom Zoom knows, and another one is somebody whom it does not let us touch. */
    private static String user(int number) {
        String kind =
                switch (number % 20) {
                    case 0 -> ZoomMoods.UNKNOWN;
                    case 1 -> ZoomMoods.REFUSED;
                    default -> "user";
                };
        return kind + number;
    }

    private static String row(Wish wish) {
        return String.join(",", wish.user(), wish.action(), wish.requestId(), text(wish.effectiveAt()));
    }

    private static String json(Wish wish) {
        String json = "{\"user\":\"" + wish.user() + "\",\"action\":\"" + wish.action() + "\",\"requestId\":\""
                + wish.requestId() + "\"";
        return wish.effectiveAt() == null ? json + "}" : json + ",\"effectiveAt\":\"" + wish.effectiveAt() + "\"}";
    }

    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }
}
