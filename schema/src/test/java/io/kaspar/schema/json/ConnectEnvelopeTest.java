package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kafka Connect's converter wrote, and what it did not. */
final class ConnectEnvelopeTest {
    private final ConnectEnvelope envelope = new ConnectEnvelope("value", "value.framing");

    private String read(String json) throws PayloadException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        envelope.read(bytes, 0, bytes.length);
        return new String(bytes, envelope.payloadPosition(), envelope.payloadLength(), StandardCharsets.UTF_8);
    }

    /** What begins as the last one did is not looked at again, so what follows has to be. */
    @Test
    void looksAtAllOfWhatDiffers() throws Exception {
        assertThat(read("{\"schema\":1,\"payload\":{\"a\":1}}")).isEqualTo("{\"a\":1}");
        assertThat(read("{\"schema\":1,\"payload\":[2] } ")).isEqualTo("[2]");
        assertThat(read("{\"schema\":1,\"payload\":3,\"payload\" : 4}")).isEqualTo("4");
        assertThat(read("{\"schema\":1,\"payload\":3,\"payload\" : 5}")).isEqualTo("5");
        assertThat(read("{\"schema\":2,\"payload\":6}")).isEqualTo("6");
        assertThat(read("{\"payload\":7,\"schema\":1}")).isEqualTo("7");
        assertThat(read("{\"payload\":8,\"schema\":1,\"payload\":9}")).isEqualTo("9");
        assertThat(read("{\"schema\":2,\"payload\":10,\"schema\":{}}")).isEqualTo("10");
        assertThat(read("{\"schema\":2,\"payload\":6}")).isEqualTo("6");
        assertThat(read("{\"schema\":2,\"payload\":\n 11}")).isEqualTo("11");
        assertThat(read("{\"schema\":2,\"payload\":null}")).isEqualTo("null");
        for (String json : new String[] {
            "{\"schema\":2,\"payload\":",
            "{\"schema\":2,\"payload\":6",
            "{\"schema\":2,\"payload\":6,",
            "{\"schema\":2,\"payload\":6}}",
            "{\"schema\":2,\"payload\":6,\"more\":1}",
            "{\"schema\":2,\"payload\":\"\\x\"}",
            "{\"schema\":2,\"payload\":}",
        }) {
            assertThat(read("{\"schema\":2,\"payload\":6}")).isEqualTo("6");
            assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(PayloadException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "[1] | the value is no object, where value.framing=connect wants one",
                "\"secret\" | the value is no object",
                "{} | is an object without the member schema",
                "{\"payload\":\"secret\"} | is an object without the member schema",
                "{\"schema\":\"secret\"} | is an object without the member payload",
                "{\"schema\":{},\"secret\":1,\"payload\":2} | is an object with another member",
                "{\"schema\":{\"secret\"},\"payload\":2} | JSON payload, byte 19 of 33: a colon is missing",
                "{\"schema\":01,\"payload\":2} | JSON payload, byte 10 of 25: a number with a zero before",
                "{\"schema\":1,\"payload\":2} secret | JSON payload, byte 25 of 31: more bytes follow the value",
                "[1] secret | JSON payload, byte 4 of 10: more bytes follow the value",
                "'' | there is no value in the payload",
            })
    void saysWhatIsWrongAndNoContent(String json, String problem) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret");
    }

    @Test
    void depthIsLimited() throws Exception {
        String deep = "[".repeat(999) + "]".repeat(999);
        assertThat(read("{\"schema\":" + deep + ",\"payload\":" + deep + "}")).isEqualTo(deep);
        for (String member : new String[] {"schema", "payload"}) {
            assertThatThrownBy(() -> read("{\"" + member + "\":[" + deep + "]}"))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("more than 1000 deep");
        }
    }
}
