package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Call;
import dev.zoomstatus.demo.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger on PostgreSQL, for one instance and for several. */
class PostgresqlIT extends PackagedTest {

    private static final int USERS = 300;

    private Path databaseFolder;
    private EmbeddedPostgres postgres;

    @BeforeEach
    void useIt(@TempDir Path databaseFolder) throws IOException {
        this.databaseFolder = databaseFolder;
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(databaseFolder)
                .setCleanDataDirectory(false)
                .start();
        usePostgres(application);
    }

    @AfterEach
    void stopIt() throws IOException {
        application.close();
        postgres.close();
    }

    @Test
    void aFileGoesThrough() throws IOException {
        zoom.answer("ghost@x.org", Reply.error(404, 1001, "User does not exist: ghost@x.org."));
        application
                .asBuilt()
                .start()
                .drop("one.csv", "user,action\na@x.org,deactivate\nghost@x.org,deactivate\nme,activate\n");

        assertThat(awaitResult("one.csv"))
                .hasSize(3)
                .startsWith(
                        "2,a@x.org,deactivate,UPDATED,204,,,1",
                        "3,ghost@x.org,deactivate,NOT_FOUND,404,1001,User does not exist: ghost@x.org.,1");
        assertThat(application.data().resolve("ledger.db")).doesNotExist();
    }

    @Test
    void aRestartOfTheDatabaseIsSurvived() throws IOException {
        slowly();
        application.start().drop("many.csv", manyChanges());
        await(() -> zoom.calls().size() >= 100);

        int port = postgres.getPort();
        postgres.close();
        awaitLogged("Trouble with the ledger");
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(databaseFolder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();

        assertThat(awaitResult("many.csv")).hasSize(2 * USERS).allMatch(row -> row.contains(",UPDATED,204,"));
        assertThatEachUsersOrderWasKept();
        assertThat(application.logged()).doesNotContain("\tat ");
    }

    @Test
    void aDatabaseThatIsAwayAtTheStartIsWaitedFor() throws IOException {
        int port = postgres.getPort();
        postgres.close();
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");
        awaitLogged("Waiting for the ledger, tried again every 2 s: ledger.url");
        awaitLogged("the ledger cannot be opened: ConnectException: Connection refused");

        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(databaseFolder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();

        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
        application.terminate();
        assertThat(application.logged()).doesNotContain("ERROR", "\tat ");
    }

    @Test
    void aLedgerOnSqliteMovesOverWithAllThatWasDoneAndAllThatIsStillToBe() throws IOException {
        String done = "a@x.org,deactivate,R1,\n";
        try (PackagedApplication before = impatient(new PackagedApplication(folder, "before"))) {
            before.start();
            await(() -> before.logged().contains("Ready: drop"));
            Instant soon = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.MILLIS);
            before.drop(
                    "one.csv",
                    "user,action,request_id,effective_at\n" + done + "later@x.org,activate,R2," + soon + "\n");
            await(() -> zoom.calls().size() == 1);
            before.terminate();
        }

        application
                .with("LEDGER_COPY_FROM", "jdbc:sqlite:data/ledger.db")
                .start()
                .drop("two.csv", "user,action,request_id,effective_at\n" + done);

        assertThat(awaitResult("two.csv")).singleElement().asString().startsWith("2,a@x.org,deactivate,DUPLICATE,");
        assertThat(awaitResult("one.csv"))
                .containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1", "3,later@x.org,activate,UPDATED,204,,,1");
        assertThat(zoom.calls()).hasSize(2);
    }

    @Test
    void aDatabaseThatFallsSilentIsToldSoonAndDoesNotKeepTheStop() throws Exception {
        application.with("SHUTDOWN_GRACE", "1s").start();
        awaitStarted();
        signalPostgres("STOP");
        try {
            await(() -> ready().contains("the ledger cannot be used: no answer for 2 s or more"));

            application.terminate();
        } finally {
            signalPostgres("CONT");
        }

        assertThat(application.logged()).contains("the process ends now; nothing is lost");
    }

    private void signalPostgres(String signal) throws Exception {
        String first =
                Files.readAllLines(databaseFolder.resolve("postmaster.pid")).get(0);
        for (String command : List.of("pkill -" + signal + " -P " + first, "kill -" + signal + " " + first)) {
            assertThat(new ProcessBuilder(command.split(" ")).start().waitFor()).isZero();
        }
    }

    @Test
    void aUserWhomTheDatabaseDoesNotKnowStopsTheStart() throws IOException {
        application.with("LEDGER_USERNAME", "nobody").start();

        await(() -> !application.isRunning());
        assertThat(application.exitCode()).isNotZero();
        assertThat(application.logged()).contains("ledger.username", "nobody").doesNotContain("\tat ");
    }

    @Test
    void whoWaitsForTheDatabaseCanBeStopped() throws IOException {
        postgres.close();
        application.start();
        awaitLogged("Waiting for the ledger");

        application.signal("TERM");

        await(() -> !application.isRunning());
        assertThat(application.logged()).doesNotContain("ERROR", "\tat ");
    }

    @Test
    void aDatabaseThatMayOnlyBeReadForAWhileIsWaitedFor() throws Exception {
        application.start();
        awaitStarted();
        readOnly("on");
        application.drop("some.csv", "user,action\na@x.org,deactivate\n");
        awaitLogged("read-only");

        readOnly("off");

        assertThat(awaitResult("some.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
        assertThat(application.logged()).contains("Trouble with the ledger").doesNotContain("\tat ");
    }

    @Test
    void aDatabaseWithoutAConnectionToSpareIsWaitedFor() throws Exception {
        usePlainRole();
        application.start();
        awaitStarted();
        connections(0);
        application.drop("some.csv", "user,action\na@x.org,deactivate\n");
        awaitLogged("Trouble with the ledger");
        await(() -> ready().contains("too many connections"));
        assertThat(zoom.calls()).isEmpty();

        connections(-1);

        assertThat(awaitResult("some.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
        assertThat(application.logged()).doesNotContain("\tat ");
    }

    /** How many the application may have; it loses those that it has. Less than none is as many as it wants. */
    private void connections(int most) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE application CONNECTION LIMIT " + most);
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'application'");
        }
    }

    /** A role as people are told to make one; nothing limits a superuser's connections. */
    private void usePlainRole() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE application LOGIN PASSWORD 'postgres'");
            statement.execute("GRANT ALL ON SCHEMA public TO application");
        }
        application.with("LEDGER_USERNAME", "application");
    }

    /** As a server that fails over does; those who are connected have to connect anew. */
    private void readOnly(String onOrOff) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            statement.execute("ALTER DATABASE postgres SET default_transaction_read_only = " + onOrOff);
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'zoom-user-status'");
        }
    }

    @ParameterizedTest(name = "{0} s from this machine''s")
    @ValueSource(ints = {-30, 30})
    void theDatabasesClockCountsHoweverFarTheMachinesIsFromIt(int apart) throws Exception {
        setDatabasesClock(apart);
        zoom.answer("a@x.org", Reply.empty(503), Reply.noContent());
        Instant due = Instant.now().plusSeconds(apart + 5).truncatedTo(ChronoUnit.MILLIS);
        application.start().drop("one.csv", "user,action,effective_at\na@x.org,deactivate," + due + "\n");

        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,2");
        String row = application.result("one.csv").get(0);
        assertThat(Instant.parse(row.substring(row.lastIndexOf(',') + 1)))
                .isAfterOrEqualTo(due)
                .isBetween(Instant.now().plusSeconds(apart - 20), Instant.now().plusSeconds(apart));
    }

    /** The function by which it tells the time stands before its own of that name. */
    private void setDatabasesClock(int secondsFromNow) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA apart");
            statement.execute("CREATE FUNCTION apart.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
                    + " $$ SELECT pg_catalog.clock_timestamp() + interval '" + secondsFromNow + " s' $$");
            statement.execute("ALTER DATABASE postgres SET search_path = public, apart, pg_catalog");
        }
    }

    @Test
    void ofThreeInstancesOneIsKilledAndOneIsStoppedAndNothingIsLostOrReordered() throws IOException {
        slowly();
        try (PackagedApplication second = anotherInstance("second");
                PackagedApplication third = anotherInstance("third")) {
            application.with("ZOOM_RATE_LIMIT", "40").start();
            second.start();
            third.start();
            application.drop("many.csv", manyChanges());
            await(() -> zoom.calls().size() >= 100);
            second.terminate();
            await(() -> zoom.calls().size() >= 200);
            application.kill(); // whichever of them has the files: another takes over

            assertThat(awaitResult("many.csv")).hasSize(2 * USERS).allMatch(row -> row.contains(",UPDATED,204,"));
        }
        assertThatEachUsersOrderWasKept();
        assertThat(zoom.calls().size()).isLessThanOrEqualTo(2 * USERS + 16);
        assertThat(zoom.mostCallsPerSecond()).isLessThanOrEqualTo(42); // all together, and each would make 40
        assertThat(zoom.violations()).isEmpty();
    }

    private PackagedApplication anotherInstance(String name) throws IOException {
        PackagedApplication another =
                impatient(new PackagedApplication(folder, name)).with("ZOOM_RATE_LIMIT", "40");
        usePostgres(another);
        return another;
    }

    private void usePostgres(PackagedApplication instance) {
        instance.with("LEDGER_URL", "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres")
                .with("LEDGER_USERNAME", "postgres")
                .with("LEDGER_PASSWORD", "postgres")
                .with("ZOOM_CONNECT_TIMEOUT", "1s") // what a dead instance held is free after call time and 30 s
                .with("ZOOM_RESPONSE_TIMEOUT", "1s");
    }

    private void slowly() {
        zoom.answerAll(call -> Reply.delayed(Duration.ofMillis(10), Reply.noContent()));
    }

    private static String manyChanges() {
        StringBuilder file = new StringBuilder("user,action\n");
        IntStream.range(0, USERS).forEach(user -> file.append("u" + user + "@x.org,deactivate\n"));
        IntStream.range(0, USERS).forEach(user -> file.append("u" + user + "@x.org,activate\n"));
        return file.toString();
    }

    private void assertThatEachUsersOrderWasKept() {
        for (int user = 0; user < USERS; user++) {
            List<String> actions = zoom.callsOf("u" + user + "@x.org").stream()
                    .map(Call::action)
                    .toList();
            assertThat(actions).isSortedAccordingTo((a, b) -> b.compareTo(a)).contains("activate", "deactivate");
        }
    }
}
