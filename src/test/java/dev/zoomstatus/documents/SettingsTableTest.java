package dev.zoomstatus.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The README's table of settings is that of {@code application.properties}. After a change rewrite it, which keeps what is
 * said about each: {@code mvn test -Dtest=SettingsTableTest -Dupdate}.
 */
class SettingsTableTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| setting \\| default \\| \\|\n(?:\\|.*\n)*");

    @Test
    void isThatOfApplicationProperties() throws IOException {
        String readme = Files.readString(README);
        Matcher table = TABLE.matcher(readme);
        assertThat(table.find()).as("the README has a table of settings").isTrue();

        String rewritten = table(table.group());

        if (System.getProperty("update") != null) {
            Files.writeString(README, readme.substring(0, table.start()) + rewritten + readme.substring(table.end()));
        } else {
            assertThat(table.group())
                    .as("rewrite it: mvn test -Dtest=SettingsTableTest -Dupdate")
                    .isEqualTo(rewritten);
        }
    }

    private static String table(String old) throws IOException {
        return "| setting | default | |\n|---|---|---|\n"
                + Settings.read().entrySet().stream()
                        .map(setting -> row(setting, old))
                        .collect(Collectors.joining());
    }

    private static String row(Map.Entry<String, String> setting, String old) {
        String value = setting.getValue().isEmpty() ? "–" : "`" + setting.getValue() + "`";
        Matcher said = Pattern.compile("(?m)^\\| `" + Pattern.quote(setting.getKey()) + "` \\| [^|]* \\|(.*)\\|$")
                .matcher(old);
        return "| `" + setting.getKey() + "` | " + value + " |" + (said.find() ? said.group(1) : " ") + "|\n";
    }
}
