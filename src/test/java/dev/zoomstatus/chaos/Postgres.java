package dev.zoomstatus.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A real PostgreSQL that can be stopped, gently or at once, and goes on with what it had. */
final class Postgres implements AutoCloseable {

    /** The library tells of each start and stop at length, and takes a stop at once for a fault. */
    private static final Logger LOG = Logger.getLogger("io.zonky.test.db.postgres.embedded");

    static {
        LOG.setLevel(Level.OFF);
    }

    private final Path folder;
    private EmbeddedPostgres server;
    private int port;

    Postgres(Path folder) throws IOException {
        this.folder = folder;
        this.server = start();
        this.port = server.getPort();
    }

    int port() {
        return port;
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                // The library turns this off: a commit could be lost with the server's process.
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Stops it: all its connections break off. At once means that it has to recover when it comes back. */
    void goDown(boolean atOnce) throws IOException {
        if (atOnce) {
            String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
            new ProcessBuilder("kill", "-QUIT", pid).start().onExit().join();
        }
        server.close();
    }

    /** Starts it again on the same port. */
    void comeBack() throws IOException {
        server = start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
