package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a registry, or something else at its address, answers. The first byte chooses the status and the question. */
final class RegistryAnswerFuzz implements FuzzTarget {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:1");
    private static final int[] STATUSES = {200, 200, 200, 404, 401, 403, 500, 302};

    private final AnswerReading reading = new AnswerReading(TestRegistries.impatient(ADDRESS.toString(), 1));
    private final RegistryAnswers answers = new RegistryAnswers(ADDRESS.toString());

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        int status = STATUSES[input[0] & 7];
        try {
            Optional<JsonNode> json = reading.read(new HttpAnswer(ADDRESS, status, body, false, null), "/subjects");
            if (json.isPresent()) {
                ask(json.get(), input[0] >> 3 & 3);
            }
        } catch (SchemaRegistryException e) {
            if (String.valueOf(e.getMessage()).length() > 1000) {
                throw new AssertionError("an endless message", e);
            }
        }
    }

    private void ask(JsonNode json, int question) throws SchemaRegistryException {
        switch (question) {
            case 0 -> answers.strings(json);
            case 1 -> answers.versions(json);
            default -> answers.schema(json);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                seed(0, "[\"orders-value\"]"),
                seed(8, "[1,2,3]"),
                seed(
                        16,
                        "{\"schema\":\"\\\"int\\\"\",\"schemaType\":\"AVRO\",\"id\":1,\"references\":"
                                + "[{\"name\":\"a\",\"subject\":\"b\",\"version\":1}]}"),
                seed(3, "{\"error_code\":40401,\"message\":\"no\"}"),
                seed(6, "{\"error_code\":50001,\"message\":\"down\"}"));
    }

    private static byte[] seed(int first, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] seed = new byte[1 + bytes.length];
        seed[0] = (byte) first;
        System.arraycopy(bytes, 0, seed, 1, bytes.length);
        return seed;
    }
}
