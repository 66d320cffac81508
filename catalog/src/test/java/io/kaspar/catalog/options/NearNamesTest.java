package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    @Test
    void countsInsertedRemovedAndReplacedCharacters() {
        assertThat(NearNames.distance("read.locality", "read.localty")).isEqualTo(1);
        assertThat(NearNames.distance("", "abc")).isEqualTo(3);
        assertThat(NearNames.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void listsTheNearestFirst() {
        assertThat(NearNames.of("value.formt", Stream.of("key.format", "value.format", "mode")))
                .startsWith("value.format")
                .doesNotContain("mode");
    }

    @Test
    void takesANameWithoutItsFirstWords() {
        assertThat(NearNames.of("bootstrap.servers", Stream.of("kafka.bootstrap.servers", "isolation")))
                .containsExactly("kafka.bootstrap.servers");
    }

    @Test
    void suggestsNothingWhenNothingIsNear() {
        assertThat(NearNames.of("zzzzzzzz", Stream.of("mode", "isolation"))).isEmpty();
    }
}
