package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kaspar.schema.format.IgnoringSink;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.ValueSink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNoAllocationTest {
    private static final int PAYLOADS = 20_000;
    private static final byte[] PAYLOAD =
            ("{\"i\":17,\"l\":-9000000000,\"d\":12.75,\"x\":1.5,\"s\":\"text\",\"e\":\"\\u00e9\\n\","
                            + "\"t\":\"2024-01-02T03:04:05.678+01:00\",\"y\":\"2024-02-29\",\"b\":\"AQIDBA==\",\"a\":[1,2,3],"
                            + "\"o\":{\"p\":true,\"q\":null},\"m\":{\"k\":1,\"l\":2},\"unknown\":{\"z\":[1.5,\"w\"]}}")
                    .getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i INT, l BIGINT, d DOUBLE, x DECIMAL(9,2), s STRING, e STRING, t TIMESTAMP, y DATE, b BINARY, a ARRAY<INT>,"
                        + " o STRUCT<p: BOOLEAN, q: INT>, m MAP<STRING, INT>",
                "VARIANT",
                "STRING"
            })
    void makesNoObjectPerPayload(String ddl) throws IOException {
        PayloadDecoder decoder = JsonSamples.decoder(ddl);
        ValueSink sink = new IgnoringSink();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        decode(decoder, sink);
        long before = threads.getCurrentThreadAllocatedBytes();
        decode(decoder, sink);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        if (ddl.equals("STRING")) {
            assertThat(allocated)
                    .as("written anew, so that the test measures anything")
                    .isGreaterThan(PAYLOADS);
        } else {
            assertThat(allocated).isLessThan(PAYLOADS);
        }
    }

    private static void decode(PayloadDecoder decoder, ValueSink sink) throws IOException {
        for (int i = 0; i < PAYLOADS; i++) {
            decoder.decode(PAYLOAD, 0, PAYLOAD.length, sink);
        }
    }
}
