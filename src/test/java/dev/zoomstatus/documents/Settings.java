package dev.zoomstatus.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The settings of {@code application.properties} that are for operators. */
final class Settings {

    private static final String END = "# --- How it is built";

    /** One that is commented out has no default: what stands there is an example. */
    private static final Pattern SETTING = Pattern.compile("(?m)^(#?)([a-z][a-z.-]*)=(.*)$");

    private Settings() {}

    /** Their keys in order, with their defaults; "" for none. */
    static Map<String, String> read() throws IOException {
        String all = Files.readString(Path.of("application.properties"));
        Map<String, String> settings = new LinkedHashMap<>();
        for (MatchResult found :
                SETTING.matcher(all.substring(0, all.indexOf(END))).results().toList()) {
            settings.put(found.group(2), found.group(1).isEmpty() ? found.group(3) : "");
        }
        return settings;
    }
}
