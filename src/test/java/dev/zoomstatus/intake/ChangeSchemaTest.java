package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/schema/change.schema.json} says of a message what the application says of it. */
class ChangeSchemaTest {

    private static final ChangeReader READER = new ChangeReader(ZoneOffset.UTC);

    private final Schema schema;

    ChangeSchemaTest() throws IOException {
        schema = new Schema("change");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'user':'jane@x.org','action':'activate'}",
                "{'user':'KDcuGIm1QgePTO8WbOqwIQ==','action':'deactivate','requestId':'R1'}",
                "{'user':'zoë+a/b@x.org','action':'deactivate','requestId':7,'reason':null,'requestedBy':true}",
                "{'user':'j','action':'activate','effectiveAt':'2026-12-01T09:00'}",
                "{'user':'j','action':'activate','effectiveAt':'2026-12-01T09:00:00+01:00'}",
                "{'user':'j','action':'activate','effectiveAt':'2026-12-01t09:00:00.123+0100'}",
                "{'user':'j','action':'activate','effectiveAt':'2026-12-01T09:00:00Z','other':{'a':[1]}}"
            })
    void whatIsAcceptedIsRight(String message) throws IOException {
        String json = message.replace('\'', '"');

        assertThat(MessageRow.read(json, READER).problem()).isNull();
        assertThat(schema.mistakes(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'user':'jane@x.org'}",
                "{'action':'activate'}",
                "{'user':'','action':'activate'}",
                "{'user':'me','action':'activate'}",
                "{'user':'..','action':'activate'}",
                "{'user':'a b','action':'activate'}",
                "{'user':'\\'a@x.org\\'','action':'activate'}",
                "{'user':'a@x.org\\'','action':'activate'}",
                "{'user':7,'action':'activate'}",
                "{'user':'j','action':'delete'}",
                "{'user':'j','action':null}",
                "{'user':'j','action':'activate','requestId':['R1']}",
                "{'user':'j','action':'activate','effectiveAt':'tomorrow'}",
                "{'user':'j','action':'activate','effectiveAt':'2026-12-01'}",
                "{'user':'j','action':'activate','effectiveAt':'1999-12-01T09:00'}",
                "{'user':'j','action':'activate','effectiveAt':1764579600}",
                "{'user':'j','action':'activate','reason':{}}"
            })
    void whatMakesNoSenseIsWrong(String message) throws IOException {
        String json = message.replace('\'', '"');

        assertThat(MessageRow.read(json, READER).problem()).isNotNull();
        assertThat(schema.mistakes(json)).isNotEmpty();
    }

    @Test
    void theLengthsAreThoseOfTheApplication() throws IOException {
        String longest = "u".repeat(FieldChecks.MAX_USER);

        assertThat(schema.mistakes("{\"user\":\"" + longest + "\",\"action\":\"activate\"}"))
                .isEmpty();
        assertThat(schema.mistakes("{\"user\":\"" + longest + "u\",\"action\":\"activate\"}"))
                .isNotEmpty();
    }

    @Test
    void theExamplesAreRight() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("examples/leavers.ndjson"));

        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            assertThat(schema.mistakes(line)).as(line).isEmpty();
        }
    }
}
