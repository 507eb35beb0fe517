package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The connection that writes keeps a statement for each number of values, for as long as it lives. */
class InListTest {

    @Test
    void aThousandNumbersOfValuesMakeElevenStatements() {
        TreeSet<Integer> sizes = new TreeSet<>(IntStream.rangeClosed(1, 1000)
                .mapToObj(size ->
                        InList.padded(IntStream.range(0, size).boxed().toList()).size())
                .toList());

        assertThat(sizes).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);
    }

    @Test
    void theValuesStayWhatTheyAre() {
        assertThat(InList.padded(List.of("a", "b", "c"))).containsExactly("a", "b", "c", "c");
    }
}
