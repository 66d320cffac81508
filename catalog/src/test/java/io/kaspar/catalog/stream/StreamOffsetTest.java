package io.kaspar.catalog.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.TopicPartitionName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets of a stream as Spark's own connector writes them. */
final class StreamOffsetTest {
    @Test
    void isWhatSparksConnectorWrites() {
        StreamOffset offset =
                new StreamOffset(Map.of("orders.v2", Map.of(10, 7L, 0, 23L, 2, Long.MAX_VALUE), "a", Map.of(0, 1L)));

        assertThat(offset.json())
                .isEqualTo("{\"a\":{\"0\":1},\"orders.v2\":{\"0\":23,\"2\":9223372036854775807,\"10\":7}}");
        assertThat(parse(offset.json())).isEqualTo(offset);
        assertThat(parse("{\"a\":{\"1\":5,\"0\":23}}").next("a")).isEqualTo(Map.of(0, 23L, 1, 5L));
        assertThat(parse("{\"a\":{\"1\":5},\"b\":{}}").topics()).containsExactly("a", "b");
    }

    @Test
    void knowsTopicsWithoutPartitions() {
        StreamOffset offset = StreamOffset.of(Set.of("a", "b"), Map.of(new TopicPartitionName("b", 2), 4L));

        assertThat(offset.json()).isEqualTo("{\"a\":{},\"b\":{\"2\":4}}");
        assertThat(offset.next("a")).isEmpty();
        assertThat(offset.next("c")).isEmpty();
    }

    private static StreamOffset parse(String json) {
        return StreamOffset.parse(json, "the topic a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "[]",
                "{\"a\":5}",
                "{\"a\":{\"x\":1}}",
                "{\"a\":{\"0\":-1}}",
                "{\"a\":{\"0\":\"1\"}}",
                "{\"a\":"
            })
    void whatIsNoneIsTold(String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("something else than offsets of Kafka");
    }
}
