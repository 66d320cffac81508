package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Kafka Connect's own converter: what it writes is found, and what it takes for such an object is taken. */
final class ConnectEnvelopeOracleTest {
    private static final int ROUNDS = 20_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> MEMBERS = List.of(
            "\"schema\":{\"type\":\"string\",\"optional\":true}",
            "\"schema\" : null",
            "\"sch\\u0065ma\": {\"optional\" :true,\"type\":\"string\"}",
            "\"payload\":null",
            "\"payload\":\"x\"",
            " \"\\u0070ayload\" : \"\\u20ac, \\\"payload\\\":{\"",
            "\"payload\":\"longer\"",
            "\"Payload\":\"x\"",
            "\"\":{}",
            "\"payloads\":1");

    private final Random random = new Random(Seed.next("ConnectEnvelopeOracleTest"));
    private final ConnectEnvelope envelope = new ConnectEnvelope("value", "value.framing");
    private final JsonConverter converter = new JsonConverter();

    ConnectEnvelopeOracleTest() {
        converter.configure(Map.of("schemas.enable", "true"), false);
    }

    @Test
    void findsWhatTheConverterWrites() throws Exception {
        Schema row = SchemaBuilder.struct()
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("payload", Schema.OPTIONAL_STRING_SCHEMA)
                .field("schema", SchemaBuilder.array(Schema.FLOAT64_SCHEMA).optional())
                .build();
        JsonConverter plain = new JsonConverter();
        plain.configure(Map.of("schemas.enable", "false"), false);
        RandomJson texts = new RandomJson(random);
        for (int i = 0; i < ROUNDS / 10; i++) {
            Struct value = new Struct(row)
                    .put("id", random.nextLong())
                    .put("payload", random.nextInt(4) == 0 ? null : texts.string())
                    .put("schema", random.nextBoolean() ? null : List.of(random.nextDouble(), 1e300));
            Schema schema = random.nextInt(5) == 0 ? Schema.OPTIONAL_STRING_SCHEMA : row;
            Object written = random.nextInt(9) == 0 ? null : schema == row ? value : "text";

            byte[] wrapped = converter.fromConnectData("t", schema, written);

            byte[] bare = plain.fromConnectData("t", schema, written);
            assertThat(MAPPER.readTree(payload(wrapped)))
                    .isEqualTo(bare == null ? MAPPER.nullNode() : MAPPER.readTree(bare));
        }
    }

    @Test
    void takesTheObjectsThatTheConverterTakes() throws Exception {
        int taken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = members().getBytes(StandardCharsets.UTF_8);
            Object expected = null;
            boolean isTaken = true;
            try {
                expected = converter.toConnectData("t", bytes).value();
            } catch (DataException e) {
                isTaken = false;
            }
            taken += isTaken ? 1 : 0;

            byte[] payload = find(bytes);

            assertThat(payload != null)
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(isTaken);
            if (payload != null) {
                JsonNode found = MAPPER.readTree(payload);
                assertThat(found.isNull() ? null : found.textValue()).isEqualTo(expected);
            }
        }
        assertThat(taken).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    /** The converter's parser is lenient, and does not look behind the object: so what is JSON is another's question. */
    @Test
    void takesNothingThatIsNoJson() throws Exception {
        RandomJson texts = new RandomJson(random);
        int taken = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = "{\"schema\":" + (random.nextBoolean() ? "{\"type\":\"int32\"}" : texts.value(2))
                    + ",\"payload\":" + texts.value(3) + "}";
            byte[] good = text.getBytes(StandardCharsets.UTF_8);
            byte[] bytes = random.nextInt(3) == 0 ? good : texts.damaged(good);
            boolean isTaken = JacksonVerdict.isJson(bytes) && isEnvelope(bytes);
            taken += isTaken ? 1 : 0;

            byte[] payload = find(bytes);

            assertThat(payload != null)
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo(isTaken);
            if (payload != null) {
                assertThat(numbers(MAPPER.readTree(payload)))
                        .isEqualTo(numbers(
                                Objects.requireNonNull(MAPPER.readTree(bytes).get("payload"))));
            }
        }
        assertThat(taken).isBetween(ROUNDS / 4, ROUNDS * 9 / 10);
    }

    private static boolean isEnvelope(byte[] json) throws IOException {
        JsonNode tree = MAPPER.readTree(json);
        return tree.isObject() && tree.size() == 2 && tree.has("schema") && tree.has("payload");
    }

    /** Doubles that are infinite equal no other. */
    private static String numbers(JsonNode tree) {
        return tree.isDouble() && tree.isFloatingPointNumber() && Double.isFinite(tree.doubleValue())
                ? new BigDecimal(tree.doubleValue()).toString()
                : tree.toString();
    }

    private String members() {
        List<String> members = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? random.nextInt(5) : 2;
        for (int i = 0; i < count; i++) {
            members.add(MEMBERS.get(random.nextInt(random.nextInt(4) == 0 ? MEMBERS.size() : 7)));
        }
        return "{" + String.join(random.nextBoolean() ? "," : " , ", members) + "}";
    }

    private byte[] payload(byte[] bytes) throws PayloadException {
        int shift = random.nextInt(9);
        byte[] buffer = new byte[shift + bytes.length + random.nextInt(9)];
        Arrays.fill(buffer, (byte) '1');
        System.arraycopy(bytes, 0, buffer, shift, bytes.length);
        envelope.read(buffer, shift, bytes.length);
        return Arrays.copyOfRange(
                buffer, envelope.payloadPosition(), envelope.payloadPosition() + envelope.payloadLength());
    }

    private byte @Nullable [] find(byte[] bytes) {
        try {
            return payload(bytes);
        } catch (PayloadException e) {
            assertThat(e).hasMessageNotContaining("longer");
            return null;
        }
    }
}
