package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final List<String> TOPICS =
            IntStream.range(0, 1200).mapToObj(number -> "t" + number).toList();

    private final ReadAhead readAhead = new ReadAhead();

    @Test
    void expectsTheNextTopicsOfAListThatIsLoadedInItsOrder() {
        readAhead.listed(TOPICS);

        assertThat(readAhead.expected("t0")).isEmpty();
        assertThat(readAhead.expected("t1")).isEmpty();
        assertThat(readAhead.expected("t2")).hasSize(100).startsWith("t2").endsWith("t101");
        assertThat(readAhead.expected("t3")).isEmpty();
        IntStream.range(4, 102)
                .forEach(number -> assertThat(readAhead.expected("t" + number)).isEmpty());
        assertThat(readAhead.expected("t102")).hasSize(100).startsWith("t102");
    }

    @Test
    void expectsNothingOfTablesThatAreLoadedAsQueriesNameThem() {
        readAhead.listed(TOPICS);

        for (String topic : List.of("t5", "t3", "t5", "t6", "t9", "t10", "elsewhere", "t40")) {
            assertThat(readAhead.expected(topic)).isEmpty();
        }
    }
}
