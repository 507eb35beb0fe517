package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files dropped into the inbox, and what comes back in the folders beside it. */
class FilesIT extends PackagedTest {

    @Test
    void theSameNameTwiceOverwritesNothing() throws IOException {
        application.start().drop("leavers.csv", "user,action\na@x.org,deactivate\n");
        awaitResult("leavers.csv");

        application.drop("leavers.csv", "user,action\nb@x.org,activate\n");

        assertThat(awaitResult("leavers-2.csv")).containsExactly("2,b@x.org,activate,UPDATED,204,,,1");
        assertThat(awaitResult("leavers.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
        assertThat(application.data().resolve("archive/leavers.csv")).content().contains("a@x.org");
        assertThat(application.data().resolve("archive/leavers-2.csv"))
                .content()
                .contains("b@x.org");
    }

    @ParameterizedTest
    @CsvSource({
        "empty.csv, '', no data",
        "headerless.csv, 'a@x.org,deactivate', no column user",
        "leavers.xlsx, 'PK', .csv",
        "binary.json, 'user', not JSON"
    })
    void aFileThatMakesNoSenseIsRejectedBesideTheReason(String name, String content, String reason) throws IOException {
        application.start().drop(name, content);

        Path error = application.data().resolve("rejected").resolve(name + ".error.txt");
        await(() -> Files.exists(application.data().resolve("rejected").resolve(name)));
        assertThat(error).content().contains(reason);
    }

    @Test
    void dotFilesTemporaryFilesAndFoldersAreLeftAlone() throws IOException {
        Path inbox = application.data().resolve("inbox");
        Files.createDirectories(inbox.resolve("folder"));
        Files.writeString(inbox.resolve(".draft.csv"), "user,action\na@x.org,deactivate\n");
        Files.writeString(inbox.resolve("upload.csv.tmp"), "user,action\nb@x.org,deactivate\n");
        Files.writeString(inbox.resolve("folder/inner.csv"), "user,action\nc@x.org,deactivate\n");

        application.start().drop("real.csv", "user,action\nd@x.org,deactivate\n");

        awaitResult("real.csv");
        assertThat(zoom.calls()).hasSize(1);
        assertThat(inbox.resolve(".draft.csv")).exists();
        assertThat(inbox.resolve("upload.csv.tmp")).exists();
        assertThat(inbox.resolve("folder/inner.csv")).exists();
    }

    @Test
    void aChangeWaitsForItsTimeAndHoldsUpNoOther() throws IOException {
        Instant at = Instant.now().plusSeconds(8);
        application
                .start()
                .drop(
                        "later.csv",
                        "user,action,effective_at\nlater@x.org,deactivate," + at + "\nnow@x.org,deactivate,\n");

        awaitResult("later.csv");

        assertThat(zoom.callsOf("now@x.org").get(0).at()).isBefore(at);
        assertThat(zoom.callsOf("later@x.org").get(0).at()).isBetween(at, at.plusSeconds(5));
    }

    @Test
    void oneSlowAnswerHoldsUpNoOther() throws IOException {
        zoom.answer("slow@x.org", Reply.hang());
        application.start().drop("slow.csv", "user,action\nslow@x.org,deactivate\n");
        await(() -> zoom.callsOf("slow@x.org").size() == 1);

        application.drop("quick.csv", "user,action\nquick@x.org,deactivate\n");

        assertThat(awaitResult("quick.csv")).containsExactly("2,quick@x.org,deactivate,UPDATED,204,,,1");
        assertThat(application.hasResult("slow.csv")).isFalse();
    }

    @Test
    void aResultThatCannotBeWrittenIsToldAndWrittenLater() throws IOException {
        Path results = application.data().resolve("results");
        application.start();
        await(() -> Files.isDirectory(results));
        Files.delete(results);
        Files.writeString(results, "in the way");
        application.drop("one.csv", "user,action\na@x.org,deactivate\n");
        awaitLogged("Trouble with route results");

        Files.delete(results);
        Files.createDirectory(results);

        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
        assertThat(application.logged()).doesNotContain("\tat ");
    }

    @Test
    void anInboxThatIsRemovedAndBroughtBackIsReadAgain() throws IOException {
        Path inbox = application.data().resolve("inbox");
        application.start();
        await(() -> Files.isDirectory(inbox));
        Files.delete(inbox);
        awaitLogged("data.dir: bring back");

        application.drop("one.csv", "user,action\na@x.org,deactivate\n"); // makes the folder anew

        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
    }
}
