package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

/** Payloads cut off at every byte and with every bit turned over: a value that is JSON to Jackson too, or one clear error. */
final class JsonCorruptionTest {
    private static final String DDL =
            "a INT, b ARRAY<STRUCT<c: STRING, d: DECIMAL(9,2)>>, e TIMESTAMP, f MAP<STRING, DOUBLE>, g VARIANT";
    private static final byte[] PAYLOAD =
            ("{\"a\":17, \"skip\":[1.5e3,{\"x\":\"\u00e9\\n\"}], \"b\":[{\"c\":\"t\\u20acxt\",\"d\":1.25}],"
                            + "\"e\":\"2024-01-02T03:04:05Z\",\"f\":{\"k\":2.5},\"g\":[true,null,\"x\"]}")
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void everyPartIsRefused() throws Exception {
        PayloadDecoder decoder = JsonSamples.decoder(DDL);
        DataType type = JsonSamples.type(DDL);

        assertThat(isTaken(decoder, type, PAYLOAD)).isTrue();
        for (int length = 0; length < PAYLOAD.length; length++) {
            assertThat(isTaken(decoder, type, Arrays.copyOf(PAYLOAD, length)))
                    .as("the first %d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void whatIsTakenWithOtherBitsIsJson() throws Exception {
        PayloadDecoder decoder = JsonSamples.decoder(DDL);
        DataType type = JsonSamples.type(DDL);
        int refused = 0;
        for (int bit = 0; bit < PAYLOAD.length * Byte.SIZE; bit++) {
            byte[] damaged = PAYLOAD.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            boolean isTaken = isTaken(decoder, type, damaged);
            refused += isTaken ? 0 : 1;

            assertThat(!isTaken || JacksonVerdict.isJson(damaged))
                    .as("bit %d", bit)
                    .isTrue();
        }
        assertThat(refused).isGreaterThan(PAYLOAD.length * Byte.SIZE / 3);
    }

    /** Whether it is decoded; an error tells a byte of the payload and nothing of its content. */
    private static boolean isTaken(PayloadDecoder decoder, DataType type, byte[] payload) {
        try {
            RecordingSink.decode(decoder, type, payload);
            return true;
        } catch (PayloadException e) {
            assertThat(e.getMessage())
                    .startsWith("JSON payload, byte ")
                    .doesNotContain("skip", "t\u20ac", "2024", "\u00e9");
            return false;
        }
    }
}
