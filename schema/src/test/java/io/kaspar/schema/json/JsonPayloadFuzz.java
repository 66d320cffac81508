package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.program.BothWays;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Payloads of doubtful bytes, by several schemas, of which the first byte chooses. What is taken is JSON to Jackson too, and what Jackson
 * takes is refused for its values only.
 */
final class JsonPayloadFuzz implements FuzzTarget {
    private static final List<String> SCHEMAS = List.of(
            "STRING",
            "VARIANT",
            "none STRING",
            "a TINYINT, b BIGINT, c FLOAT, d DOUBLE, e DECIMAL(10,2), f BOOLEAN, g STRING, h BINARY",
            "a DATE, b TIMESTAMP, c TIMESTAMP_NTZ",
            "a ARRAY<STRUCT<x: STRING, y: MAP<STRING, INT>>>, b VARIANT, c MAP<STRING, ARRAY<STRING>>");
    private static final int FREE = 3;

    private final List<BothWays> decoders = new ArrayList<>();

    JsonPayloadFuzz() throws SchemaException {
        for (String ddl : SCHEMAS) {
            decoders.add(new BothWays(JsonSamples.decoder(ddl), JsonSamples.type(ddl)));
        }
    }

    @Override
    public void run(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        int schema = (input[0] & 0xff) % decoders.size();
        byte[] payload = Arrays.copyOfRange(input, 1, input.length);
        boolean isJson = JacksonVerdict.isJson(payload);
        boolean isTaken = isTaken(decoders.get(schema), payload);
        if (isTaken && !isJson) {
            throw new AssertionError("taken, and no JSON to Jackson: " + Arrays.toString(payload));
        }
        if (schema == 0 && isJson && !isTaken) {
            throw new AssertionError("refused, and JSON to Jackson: " + Arrays.toString(payload));
        }
    }

    private static boolean isTaken(BothWays decoder, byte[] payload) {
        try {
            decoder.decode(payload);
            return true;
        } catch (PayloadException e) {
            return false;
        }
    }

    @Override
    public List<byte[]> seeds() {
        RandomJson texts = new RandomJson(new Random(FREE));
        List<byte[]> seeds = new ArrayList<>();
        List<String> samples = List.of(
                "{\"a\":1,\"b\":-9223372036854775808,\"c\":1.5,\"d\":\"NaN\",\"e\":\"1,000.005\",\"f\":true,\"g\":{\"x\":1e2},\"h\":\"AQI=\"}",
                "{\"a\":\"2024-02-29\",\"b\":\"2024-01-02T03:04:05.123456+01:30\",\"c\":\"2024-01-02 03:04:05\"}",
                "{\"a\":[{\"x\":\"\\u00e9\\ud83d\\ude00\",\"y\":{\"k\":1,\"k\":2}},null],\"b\":[1.50,null],\"c\":{\"\":[\"\"]}}");
        for (int i = 0; i < SCHEMAS.size(); i++) {
            String json = i < FREE ? texts.document() : samples.get(i - FREE);
            byte[] payload = json.getBytes(StandardCharsets.UTF_8);
            byte[] seed = new byte[1 + payload.length];
            seed[0] = (byte) i;
            System.arraycopy(payload, 0, seed, 1, payload.length);
            seeds.add(seed);
        }
        return seeds;
    }
}
