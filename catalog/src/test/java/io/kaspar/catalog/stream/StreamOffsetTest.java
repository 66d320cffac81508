package io.kaspar.catalog.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets of a stream as Spark's own connector writes them. */
final class StreamOffsetTest {
    @Test
    void isWhatSparksConnectorWrites() {
        StreamOffset offset = new StreamOffset("orders.v2", Map.of(10, 7L, 0, 23L, 2, Long.MAX_VALUE));

        assertThat(offset.json()).isEqualTo("{\"orders.v2\":{\"0\":23,\"2\":9223372036854775807,\"10\":7}}");
        assertThat(StreamOffset.parse(offset.json(), "orders.v2")).isEqualTo(offset);
        assertThat(StreamOffset.parse("{\"a\":{\"1\":5,\"0\":23}}", "a").next()).isEqualTo(Map.of(0, 23L, 1, 5L));
    }

    @Test
    void ofAnotherTopicIsTold() {
        assertThatThrownBy(() -> StreamOffset.parse("{\"a\":{\"0\":1},\"b\":{\"0\":2}}", "a"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("the checkpoint is of a stream of a, b, and not of topic a alone; use a new checkpoint");
        assertThatThrownBy(() -> StreamOffset.parse("{\"b\":{\"0\":2}}", "a")).hasMessageContaining("a stream of b,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "[]", "{\"a\":{\"x\":1}}", "{\"a\":{\"0\":-1}}", "{\"a\":{\"0\":\"1\"}}", "{\"a\":"})
    void whatIsNoneIsTold(String json) {
        assertThatThrownBy(() -> StreamOffset.parse(json, "a"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("something else than offsets of Kafka");
    }
}
