package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;

/** A schema's text from a registry, used as writer's and reader's alike, then a short payload. */
final class AvroSchemaFuzz implements FuzzTarget {
    private static final PayloadOptions OPTIONS =
            new PayloadOptions(UnionNames.TYPE, 1, WideDecimals.STRING, PayloadOptions.BytesPayloads.PREFIXED);
    private static final byte[] PAYLOAD = {2, 2, 2, 0, 4, 65, 66, 0, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int SCHEMAS = 30;

    @Override
    public void run(byte[] input) {
        SchemaText text = SchemaText.avro(new String(input, StandardCharsets.UTF_8));
        // One of its own: the caches of a shared one would hold what the fuzzer made.
        AvroPayloadFormat format = new AvroPayloadFormat();
        try {
            DataType type = format.dataType(text, OPTIONS);
            format.compile(text, text, type, OPTIONS).decode(PAYLOAD, 0, PAYLOAD.length, new RecordingSink(type));
        } catch (SchemaException | PayloadException e) {
            // What is documented.
        }
    }

    @Override
    public List<byte[]> seeds() {
        Random random = new Random(SCHEMAS);
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < SCHEMAS; i++) {
            seeds.add(new RandomSchemas(random).payload().toString().getBytes(StandardCharsets.UTF_8));
        }
        return seeds;
    }
}
