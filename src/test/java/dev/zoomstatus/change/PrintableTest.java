package dev.zoomstatus.change;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text from outside is made safe to show, and stays readable. */
class PrintableTest {

    @ParameterizedTest
    @CsvSource({
        "Zoë 李 😀, 20, Zoë 李 😀",
        "abcdef, 6, abcdef",
        "abcdef, 5, abcd…",
        "abcdef, 1, …",
        "'', 1, ''",
        "'a\r\nb\tc', 20, 'a  b c'",
        "'\u001B[31mred', 20, ' [31mred'",
        "'a\u202Eb\u200Bc\uFEFF', 20, 'a b c '",
        "'\uD800a', 20, ' a'",
        "😀😀, 3, 😀…",
        "😀😀, 2, …"
    })
    void isCleaned(String text, int maxChars, String expected) {
        assertThat(Printable.clean(text, maxChars)).isEqualTo(expected);
    }

    @Property(tries = 500)
    void isNeverLongerThanAskedForAndCanAllBeSeen(
            @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 40) int maxChars) {
        String clean = Printable.clean(text, maxChars);

        assertThat(clean.length()).isLessThanOrEqualTo(maxChars);
        assertThat(clean.codePoints()).allMatch(Printable::isPrintable);
    }

    @Property(tries = 500)
    void whatIsCleanStaysAsItIs(@ForAll("texts") String text) {
        String clean = Printable.clean(text, 40);

        assertThat(Printable.clean(clean, 40)).isEqualTo(clean);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "ë",
                        "\uD83D\uDE00",
                        "\uD83D",
                        "\uDE00",
                        "\0",
                        "\n",
                        "\u202E",
                        "\u2028",
                        "\uDB40\uDC01",
                        "…",
                        " ")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
