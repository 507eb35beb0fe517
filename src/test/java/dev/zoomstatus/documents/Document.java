package dev.zoomstatus.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Markdown file.
 *
 * @param path where it lies
 * @param text what it says, without its blocks of code
 */
record Document(Path path, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static List<Document> all() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> top = Files.list(Path.of(""))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Document::of)
                    .toList();
        }
    }

    static Document of(Path path) {
        try {
            return new Document(path, BLOCK.matcher(Files.readString(path)).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a link can point to in it: headings as GitHub names them. */
    Set<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** What the pattern's first group finds. */
    List<String> found(Pattern pattern) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
