package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

/** Random texts, good and damaged, against Jackson: the same verdict, whatever is asked for, and the same value. */
final class JsonOracleTest {
    private static final int DOCUMENTS = 20_000;
    private static final List<String> COLUMNS =
            List.of("STRING", "a STRING, `key` STRING", "`value` ARRAY<STRING>", "none INT", "MAP<STRING, STRING>");

    private final Random random = new Random(Seed.next("JsonOracleTest"));
    private final RandomJson texts = new RandomJson(random);

    @Test
    void takesWhatJacksonTakes() throws Exception {
        PayloadDecoder text = JsonSamples.decoder("STRING");
        PayloadDecoder passedOver = JsonSamples.decoder("none STRING");
        int good = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] json = texts.document().getBytes(StandardCharsets.UTF_8);
            byte[] payload = i % 3 == 0 ? json : texts.damaged(json);
            boolean isJson = JacksonVerdict.isJson(payload);
            good += isJson ? 1 : 0;

            assertThat(isTaken(text, "STRING", payload)).as(describe(payload)).isEqualTo(isJson);
            if (payload.length > 0 && payload[0] == '{') {
                assertThat(isTaken(passedOver, "none STRING", payload))
                        .as(describe(payload))
                        .isEqualTo(isJson);
            }
        }
        assertThat(good).isBetween(DOCUMENTS / 3, DOCUMENTS - DOCUMENTS / 10);
    }

    @Test
    void syntaxIsCheckedWhateverIsAskedFor() throws Exception {
        List<PayloadDecoder> decoders = new ArrayList<>();
        for (String ddl : COLUMNS) {
            decoders.add(JsonSamples.decoder(ddl));
        }
        for (int i = 0; i < DOCUMENTS / 4; i++) {
            byte[] payload = texts.damaged(texts.document().getBytes(StandardCharsets.UTF_8));
            if (!JacksonVerdict.isJson(payload)) {
                for (int j = 0; j < COLUMNS.size(); j++) {
                    assertThat(isTaken(decoders.get(j), COLUMNS.get(j), payload))
                            .as(COLUMNS.get(j) + describe(payload))
                            .isFalse();
                }
            }
        }
    }

    /** Objects whose members are arrays of strings, so that all of their letters are compared. */
    @Test
    void readsTheSameTextsAsJackson() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String ddl = "MAP<STRING, ARRAY<STRING>>";
        PayloadDecoder decoder = JsonSamples.decoder(ddl);
        DataType type = JsonSamples.type(ddl);
        for (int i = 0; i < DOCUMENTS / 4; i++) {
            String json = "{" + texts.string() + ":[" + texts.string() + " , " + texts.string() + "]," + texts.string()
                    + ":[null]}";

            Object value = RecordingSink.decode(decoder, type, json.getBytes(StandardCharsets.UTF_8));

            JsonNode expected = mapper.readTree(json);
            assertThat(mapper.valueToTree(Objects.requireNonNull(value)).equals(expected))
                    .as(json)
                    .isTrue();
            assertThat(expected).isInstanceOf(ObjectNode.class);
        }
    }

    private static boolean isTaken(PayloadDecoder decoder, String ddl, byte[] payload) throws IOException {
        try {
            RecordingSink.decode(decoder, JsonSamples.type(ddl), payload);
            return true;
        } catch (PayloadException e) {
            return false;
        }
    }

    private static String describe(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1);
    }
}
