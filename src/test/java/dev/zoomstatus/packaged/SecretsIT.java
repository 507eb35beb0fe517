package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways in which secrets come in from a file, as docs/security.md tells them. */
class SecretsIT extends PackagedTest {

    private static final String SECRETS =
            """
            zoom.account-id=%s
            zoom.client-id=%s
            zoom.client-secret=%s
            """
                    .formatted(
                            Credentials.DEMO.accountId(), Credentials.DEMO.clientId(), Credentials.DEMO.clientSecret());

    @BeforeEach
    void withoutSecretsInTheEnvironment() throws IOException {
        application = new PackagedApplication(folder).calling(zoom).with("FILE_SETTLE", "100ms");
    }

    /** A mounted Secret and a systemd credential are such files too. */
    @Test
    void aFileThatOnlyItsUserCanReadMayLieAnywhere() throws IOException {
        Path file = secrets(folder.resolve("run").resolve("zoom.properties"));
        application.with("QUARKUS_CONFIG_LOCATIONS", file.toString());

        assertThat(updated()).containsExactly("2,a@x.org,activate,UPDATED,204,,,1");
    }

    @Test
    void aFileInTheFolderConfigIsFoundByItself() throws IOException {
        secrets(folder.resolve("config").resolve("application.properties"));

        assertThat(updated()).containsExactly("2,a@x.org,activate,UPDATED,204,,,1");
    }

    private static Path secrets(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, SECRETS);
    }

    private Iterable<String> updated() throws IOException {
        application.start().drop("one.csv", "user,action\na@x.org,activate\n");
        return awaitResult("one.csv");
    }
}
