package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.Seen.Harm;
import dev.zoomstatus.packaged.PackagedApplication;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes of the application; each that has ended is started again, as a service manager does. */
final class Fleet implements AutoCloseable {

    private static final String UP = "Ready: drop";

    private final List<Member> members = new ArrayList<>();
    private final List<Harm> harm = new ArrayList<>();
    private final List<String> deaths = new ArrayList<>();

    /** One process, and what is being done to it. */
    private static final class Member {
        private final PackagedApplication application;
        private Instant startAt = Instant.EPOCH;
        private int loggedBefore;
        private boolean up;
        private @Nullable Instant stoppedAt;
        private @Nullable Instant frozenAt;
        private boolean killed = true;

        private Member(PackagedApplication application) {
            this.application = application;
        }

        private boolean isUntouched() throws IOException {
            return application.isRunning() && stoppedAt == null && frozenAt == null && isUp();
        }

        private boolean isUp() throws IOException {
            up = up || sinceStart().contains(UP);
            return up;
        }

        private String sinceStart() throws IOException {
            return application.logged().substring(loggedBefore);
        }
    }

    Fleet(List<PackagedApplication> applications) {
        applications.forEach(application -> members.add(new Member(application)));
    }

    int size() {
        return members.size();
    }

    /** Kills a process, be it frozen; it is started again after a while. */
    boolean kill(int number, Duration away) throws IOException {
        Member member = members.get(number);
        if (!member.application.isRunning() || member.stoppedAt != null || !member.isUp()) {
            return false;
        }
        member.application.kill();
        member.killed = true;
        member.frozenAt = null;
        member.startAt = Instant.now().plus(away);
        harm.add(new Harm(Harm.Kind.KILLED, Instant.now(), Instant.now()));
        return true;
    }

    /** Asks a process to stop. */
    boolean stop(int number, Duration away) throws IOException {
        Member member = members.get(number);
        if (!member.isUntouched()) {
            return false;
        }
        member.stoppedAt = Instant.now();
        member.startAt = Instant.now().plus(away);
        member.application.signal("TERM");
        return true;
    }

    /** Freezes a process until {@link #thaw}. */
    boolean freeze(int number) throws IOException {
        Member member = members.get(number);
        if (!member.isUntouched()) {
            return false;
        }
        member.frozenAt = Instant.now();
        member.application.signal("STOP");
        return true;
    }

    /** Lets a frozen process go on. */
    void thaw(int number) throws IOException {
        Member member = members.get(number);
        Instant since = member.frozenAt;
        if (since != null) {
            member.application.signal("CONT");
            harm.add(new Harm(Harm.Kind.FROZEN, since, Instant.now()));
            member.frozenAt = null;
        }
    }

    /** Starts what has ended. */
    void look() throws IOException {
        for (Member member : members) {
            if (!member.application.isRunning()) {
                noteEnd(member);
                if (Instant.now().isAfter(member.startAt)) {
                    member.killed = false;
                    member.up = false;
                    member.loggedBefore = member.application.logged().length();
                    member.application.start();
                }
            }
        }
    }

    private void noteEnd(Member member) throws IOException {
        Instant stopped = member.stoppedAt;
        if (stopped != null) {
            harm.add(new Harm(Harm.Kind.STOPPED, stopped, Instant.now()));
            member.stoppedAt = null;
            member.killed = true;
        } else if (!member.killed) {
            if (member.isUp()) { // a start without a database may fail
                String log = member.sinceStart();
                deaths.add(log.substring(Math.max(0, log.length() - 500)));
            }
            member.killed = true;
            member.startAt = Instant.now().plusSeconds(1);
        }
    }

    /** All is well again: nothing is frozen, and what is away comes back now. */
    void calm() throws IOException {
        for (int number = 0; number < members.size(); number++) {
            thaw(number);
            members.get(number).startAt = Instant.EPOCH;
        }
    }

    /** Whether each process is up, and nothing is being done to it. */
    boolean isWhole() throws IOException {
        for (Member member : members) {
            if (!member.isUntouched()) {
                return false;
            }
        }
        return true;
    }

    /** What was done to the processes since {@link #forget}. */
    List<Harm> harm() {
        return List.copyOf(harm);
    }

    /** Processes that ended by themselves since {@link #forget}. */
    List<String> deaths() {
        return List.copyOf(deaths);
    }

    void forget() {
        harm.clear();
        deaths.clear();
    }

    @Override
    public void close() {
        members.forEach(member -> member.application.close());
    }
}
