package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.ReadAhead.Expected;
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

        assertThat(told(0, 2)).containsOnly(Expected.NOTHING);
        assertThat(readAhead.expected("t2")).isEqualTo(new Expected(TOPICS.subList(2, 102), List.of()));
        assertThat(told(3, 52)).containsOnly(Expected.NOTHING);
        assertThat(readAhead.expected("t52")).isEqualTo(new Expected(List.of(), TOPICS.subList(102, 202)));
        assertThat(told(53, 102)).containsOnly(Expected.NOTHING);
        assertThat(readAhead.expected("t102")).isEqualTo(new Expected(TOPICS.subList(102, 202), List.of()));
    }

    @Test
    void expectsEachTopicOfTheListOnceNow() {
        readAhead.listed(TOPICS);

        assertThat(told(0, 1200).stream().flatMap(expected -> expected.now().stream()))
                .containsExactlyElementsOf(TOPICS.subList(2, 1200));
    }

    @Test
    void expectsNothingOfTablesThatAreLoadedAsQueriesNameThem() {
        readAhead.listed(TOPICS);

        for (String topic : List.of("t5", "t3", "t5", "t6", "t9", "t10", "elsewhere", "t40")) {
            assertThat(readAhead.expected(topic)).isEqualTo(Expected.NOTHING);
        }
    }

    private List<Expected> told(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(number -> readAhead.expected("t" + number))
                .toList();
    }
}
