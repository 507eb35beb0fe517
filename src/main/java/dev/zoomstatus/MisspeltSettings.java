package dev.zoomstatus;

import dev.zoomstatus.change.Printable;
import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/** Finds names that are almost a setting's: they would change nothing, and nobody would hear of it. */
final class MisspeltSettings {

    private static final Logger LOG = Logger.getLogger(MisspeltSettings.class);

    /** It documents all settings, and so is the list of them. */
    private static final String FILE = "/application.properties";

    /** Those of libraries are left out: there are others much like them. */
    private static final Pattern SETTING = Pattern.compile("(?m)^#?((?!quarkus|camel)[a-z][a-z.-]*)=");

    /** So many letters wrong, missing or too many are a mistake; with more it is another name. */
    private static final LevenshteinDistance MISTAKES = new LevenshteinDistance(2);

    /** Of a name such as {@code %test.alert.mail-to[1]}, and of the variable that is called after it. */
    private static final Pattern PROFILE_OR_INDEX = Pattern.compile("^%[^.]*[.]|^_[A-Z]+_(?=[A-Z])|\\[\\d+]$|_+$");

    private static final int SHOWN = 80;

    /** Quarkus gives its own sources, and what is packaged, no more than that. */
    private static final int PACKAGED = 250;

    /** By their letters alone, to be compared with others'. */
    private final Map<String, String> settings = settings();

    /**
     * Warns of environment variables, which may be another application's, and returns what is at fault elsewhere.
     *
     * @return a problem for each name, which says what to mend
     */
    List<String> problems(Config config) {
        List<String> problems = new ArrayList<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof EnvConfigSource) {
                // Each is there twice, as it is and as a property's name.
                source.getPropertyNames().stream()
                        .map(MisspeltSettings::variable)
                        .distinct()
                        .forEach(this::warn);
            } else if (source.getOrdinal() > PACKAGED) {
                source.getPropertyNames().forEach(name -> meant(name, UnaryOperator.identity())
                        .ifPresent(setting -> problems.add(
                                Printable.clean(name, SHOWN) + ": no setting; is " + setting + " meant?")));
            }
        }
        return problems;
    }

    private void warn(String name) {
        meant(name, MisspeltSettings::variable)
                .ifPresent(variable -> LOG.warnf(
                        "%s: no setting, this environment variable changes nothing; is %s meant?", name, variable));
    }

    private Optional<String> meant(String whole, UnaryOperator<String> form) {
        String name = PROFILE_OR_INDEX.matcher(whole).replaceAll("");
        String letters = letters(name);
        List<String> like = settings.entrySet().stream()
                .filter(known -> MISTAKES.apply(letters, known.getKey()) >= 0)
                .map(known -> form.apply(known.getValue()))
                .toList();
        return like.contains(name) ? Optional.empty() : like.stream().findFirst();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "_");
    }

    private static Map<String, String> settings() {
        try (InputStream file = Objects.requireNonNull(MisspeltSettings.class.getResourceAsStream(FILE), FILE)) {
            return SETTING.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toMap(MisspeltSettings::letters, setting -> setting));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
