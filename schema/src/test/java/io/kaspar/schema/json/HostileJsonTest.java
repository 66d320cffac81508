package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads and schemas that somebody made to hurt. The limits in time are for what never ends, not for speed. */
@Timeout(120)
final class HostileJsonTest {
    private static final int MANY = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"STRING", "a STRING", "other INT", "VARIANT", "MAP<STRING, STRING>", "a ARRAY<ARRAY<INT>>"})
    void tenThousandLevels(String ddl) {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String payload = ddl.equals("STRING") || ddl.equals("VARIANT") ? deep : "{\"a\":" + deep + "}";

        assertThatThrownBy(() -> JsonSamples.decode(ddl, payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("objects and arrays lie more than 1000 deep inside each other");
    }

    @Test
    void twentyThousandColumns() throws Exception {
        String ddl = IntStream.range(0, MANY).mapToObj(i -> "c" + i + " INT").collect(Collectors.joining(", "));
        String json = IntStream.range(0, MANY)
                .mapToObj(i -> "\"c" + (MANY - 1 - i) + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        DataType type = JsonSamples.type(ddl);

        Object row = RecordingSink.decode(JsonSamples.decoder(ddl), type, json.getBytes(StandardCharsets.UTF_8));

        Map<?, ?> fields = map(row);
        assertThat(fields).hasSize(MANY);
        assertThat(fields.get("c0")).isEqualTo(MANY - 1);
        assertThat(fields.get("c" + (MANY - 1))).isEqualTo(0);
    }

    @Test
    void namesThatNobodyKnowsAndNoneComesTwice() throws Exception {
        String json = IntStream.range(0, 100_000)
                .mapToObj(i -> "\"n" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", ",\"a\":7}"));

        assertThat(JsonSamples.decode("a INT", json)).isEqualTo(Map.of("a", 7));
        assertThat(map(JsonSamples.decode("MAP<STRING, INT>", json))).hasSize(100_001);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    /** Strings of one hash in Java. */
    @Test
    void namesOfOneHash() throws Exception {
        List<String> parts = List.of("Aa", "BB");
        String json = IntStream.range(0, 1 << 14)
                .mapToObj(i -> IntStream.range(0, 14)
                        .mapToObj(bit -> parts.get((i >> bit) & 1))
                        .collect(Collectors.joining("", "\"", "\":0")))
                .collect(Collectors.joining(",", "{", ",\"a\":7}"));

        assertThat(JsonSamples.decode("a INT", json)).isEqualTo(Map.of("a", 7));
        assertThat(JsonSamples.decode("VARIANT", json)).isInstanceOf(List.class);
    }

    @Test
    void theSameNameAgainAndAgain() throws Exception {
        String json = "{" + "\"a\":{\"a\":1},".repeat(100_000) + "\"a\":{\"a\":2}}";

        assertThat(JsonSamples.decode("a STRUCT<a: INT>", json)).isEqualTo(Map.of("a", Map.of("a", 2)));
        assertThat(JsonSamples.decode("MAP<STRING, STRING>", json)).isEqualTo(Map.of("a", "{\"a\":2}"));
    }

    @Test
    void numbersThatTakeLongToMake() throws Exception {
        assertThat(JsonSamples.column("DOUBLE", "1" + "0".repeat(999))).isEqualTo(Double.POSITIVE_INFINITY);
        for (String number : List.of("1e999999999", "1e-999999999", "\"1e999999999\"", "1e99999999999999999999")) {
            assertThatThrownBy(() -> JsonSamples.column("DECIMAL(38,18)", number))
                    .isInstanceOf(PayloadException.class);
        }
        assertThatThrownBy(() -> JsonSamples.column("DECIMAL(38,18)", '"' + "9".repeat(1_000_000) + '"'))
                .isInstanceOf(PayloadException.class);
    }

    @Test
    void aStringOfAMegabyte() throws Exception {
        String text = "\u20ac\ud83d\ude00x".repeat(100_000);

        assertThat(JsonSamples.column("STRING", '"' + text + '"')).isEqualTo(text);
        assertThat(JsonSamples.column("STRING", '"' + text + "\\n\"")).isEqualTo(text + "\n");
    }
}
