package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of Maxwell and Oracle GoldenGate in Debezium's shape. */
final class ChangeRewriterTest {
    private static final int ROUNDS = 5_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ChangeRewriter maxwell = new ChangeRewriter(ChangeDialect.MAXWELL, "value", "value.framing=maxwell");
    private final ChangeRewriter ogg = new ChangeRewriter(ChangeDialect.OGG, "value", "value.framing=ogg");
    private final Random random = new Random(Seed.next("ChangeRewriterTest"));
    private final RandomJson texts = new RandomJson(random);

    private static String rewritten(ChangeRewriter rewriter, String json) throws PayloadException {
        byte[] bytes = ("xx" + json + "yyy").getBytes(StandardCharsets.UTF_8);
        rewriter.read(bytes, 2, bytes.length - 5);
        return new String(rewriter.bytes(), 0, rewriter.length(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "insert | {\"a\":1,\"b\":2} | | c | null | {\"a\":1,\"b\":2}",
                "bootstrap-insert | {\"a\":1} | | r | null | {\"a\":1}",
                "update | {\"a\":1,\"b\":2} | {\"b\":3} | u | {\"a\":1,\"b\":2,\"b\":3} | {\"a\":1,\"b\":2}",
                "update | {\"a\":1,\"b\":2} | {\"b\":null} | u | {\"a\":1,\"b\":2,\"b\":null} | {\"a\":1,\"b\":2}",
                "update | {\"a\":1} | {} | u | {\"a\":1} | {\"a\":1}",
                "update | {} | {\"a\":1} | u | {\"a\":1} | {}",
                "update | { } | { } | u | {  } | { }",
                "update | {\"a\":1} | | u | null | {\"a\":1}",
                "update | {\"a\":1} | null | u | null | {\"a\":1}",
                "update | 7 | {\"a\":1} | u | 7 | 7",
                "update | {\"a\":1} | 7 | u | 7 | {\"a\":1}",
                "update | null | {\"a\":1} | u | {\"a\":1} | null",
                "delete | {\"a\":1} | | d | {\"a\":1} | null",
                "bootstrap-start | {} | | m | null | null",
                "bootstrap-complete | {} | | m | null | null",
                "table-alter | {\"a\":1} | {\"a\":2} | m | null | null",
            })
    void ofMaxwell(String type, String data, String old, String op, String before, String after) throws Exception {
        String json = "{\"database\":\"shop\",\"table\":\"stock\",\"type\":\"" + type
                + "\",\"ts\":1477053217,\"commit\":true," + "\"data\":" + data + (old == null ? "" : ",\"old\":" + old)
                + " } ";

        assertThat(rewritten(maxwell, json))
                .isEqualTo("{\"op\":\"" + op + "\",\"before\":" + before + ",\"after\":" + after
                        + ",\"source\":{\"db\":\"shop\",\"table\":\"stock\",\"ts\":1477053217,\"xid\":null}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "I | | {\"a\":1} | c | null | {\"a\":1}",
                "U | {\"a\":1,\"b\":2} | {\"b\":3} | u | {\"a\":1,\"b\":2} | {\"a\":1,\"b\":2,\"b\":3}",
                "U | {\"a\":1} | {\"a\":1,\"b\":3} | u | {\"a\":1} | {\"a\":1,\"a\":1,\"b\":3}",
                "U | | {\"a\":1} | u | null | {\"a\":1}",
                "U | null | {\"a\":1} | u | null | {\"a\":1}",
                "D | {\"a\":1} | | d | {\"a\":1} | null",
                "T | | | t | null | null",
            })
    void ofGoldenGate(String type, String before, String after, String op, String old, String row) throws Exception {
        String json = "{\"table\":\"QA.STOCK\",\"op_type\":\"" + type + "\",\"op_ts\":\"2013-06-02 22:14:41.000000\","
                + "\"current_ts\":\"2015-09-18T13:39:35.447000\",\"pos\":\"00000000000000001444\",\"tokens\":{}"
                + (before == null ? "" : ",\"before\":" + before) + (after == null ? "" : ",\"after\":" + after) + "}";

        assertThat(rewritten(ogg, json))
                .isEqualTo("{\"op\":\"" + op + "\",\"before\":" + old + ",\"after\":" + row
                        + ",\"source\":{\"table\":\"QA.STOCK\",\"ts\":\"2013-06-02 22:14:41.000000\","
                        + "\"pos\":\"00000000000000001444\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"secret\"] | the value is no object, and is no change of value.framing=maxwell; set that to how",
                "{} | is an object without a text type",
                "{\"type\":1,\"data\":\"secret\"} | is an object without a text type",
                "{\"type\":\"secret\",\"data\":{}} | has another type than those that are known",
                "{\"type\":\"INSERT\",\"data\":{}} | has another type than those that are known",
                "{\"type\":\"insert\",\"data\":{}} secret | JSON payload, byte 28 of 34: more bytes follow the value",
                "{\"type\":\"insert\",\"data\":{secret}} | JSON payload, byte 25 of 33: the name of a member",
            })
    void refusesWhatIsNoneAndShowsNoContent(String json, String problem) {
        assertThatThrownBy(() -> rewritten(maxwell, json))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret");
    }

    @Test
    void theRowBeforeIsTheRowWithItsOldValues() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            ObjectNode row = row();
            ObjectNode old = row();
            old.retain(row.propertyStream().map(Map.Entry::getKey).toList());
            ObjectNode change = MAPPER.createObjectNode().put("type", "update");
            change.set("old", old);
            change.set("data", row);

            JsonNode result = MAPPER.readTree(rewritten(maxwell, change.toString()));

            assertThat(result.get("before")).isEqualTo(row.deepCopy().setAll(old));
            assertThat(result.get("after")).isEqualTo(row);
        }
    }

    private ObjectNode row() {
        ObjectNode row = MAPPER.createObjectNode();
        for (String name : List.of("a", "b", "c d", "\u00e9", "\"")) {
            if (random.nextInt(3) > 0) {
                row.put(name, random.nextInt(4) == 0 ? null : "v" + random.nextInt(3));
            }
        }
        return row;
    }

    /** Whatever is damaged: what is taken was JSON with a known type, and becomes JSON. */
    @Test
    void takesNothingThatIsNoJsonAndMakesNothingElse() throws Exception {
        Set<String> words = ChangeDialect.MAXWELL.letters().keySet();
        int taken = 0;
        for (int i = 0; i < 2 * ROUNDS; i++) {
            String text = "{\"type\":\""
                    + words.stream()
                            .skip(random.nextInt(words.size()))
                            .findFirst()
                            .orElseThrow() + "\",\"data\":" + texts.value(2) + ",\"ts\":" + texts.value(1) + ",\"old\":"
                    + texts.value(2) + "}";
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] payload = random.nextInt(3) == 0 ? bytes : texts.damaged(bytes);
            boolean isTaken = JacksonVerdict.isJson(payload) && hasType(payload, words);
            taken += isTaken ? 1 : 0;
            try {
                maxwell.read(payload, 0, payload.length);
            } catch (PayloadException e) {
                assertThat(isTaken)
                        .as(new String(payload, StandardCharsets.UTF_8))
                        .isFalse();
                continue;
            }
            assertThat(isTaken).as(new String(payload, StandardCharsets.UTF_8)).isTrue();
            assertThat(JacksonVerdict.isJson(Arrays.copyOf(maxwell.bytes(), maxwell.length())))
                    .isTrue();
        }
        assertThat(taken).isBetween(ROUNDS / 2, 2 * ROUNDS - ROUNDS / 10);
    }

    private static boolean hasType(byte[] payload, Set<String> words) throws IOException {
        JsonNode tree = MAPPER.readTree(payload);
        return tree.isObject()
                && tree.has("type")
                && words.contains(Objects.requireNonNull(tree.get("type")).textValue());
    }
}
