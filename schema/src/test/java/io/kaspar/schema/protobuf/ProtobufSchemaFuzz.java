package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.DataType;

/** A {@code .proto} file from a registry, used as writer's and reader's alike, then a short payload. */
final class ProtobufSchemaFuzz implements FuzzTarget {
    private static final byte[] PAYLOAD = {0x08, 2, 0x12, 2, 0x08, 1, 0x1A, 1, 65, 0x22, 0, 0x2D, 1, 2, 3, 4};
    private static final int SCHEMAS = 30;

    @Override
    public void run(byte[] input) {
        SchemaText text = ProtobufSamples.schema(new String(input, StandardCharsets.UTF_8));
        // One of its own: the caches of a shared one would hold what the fuzzer made.
        ProtobufPayloadFormat format = new ProtobufPayloadFormat();
        try {
            DataType type = format.dataType(text, PayloadOptions.DEFAULT);
            format.compile(text, text, type, PayloadOptions.DEFAULT)
                    .decode(PAYLOAD, 0, PAYLOAD.length, new RecordingSink(type));
        } catch (SchemaException | PayloadException e) {
            // What is documented.
        }
    }

    @Override
    public List<byte[]> seeds() {
        Random random = new Random(SCHEMAS);
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < SCHEMAS; i++) {
            seeds.add(ProtoPrinter.print(new RandomProtos(random).file()).getBytes(StandardCharsets.UTF_8));
        }
        return seeds;
    }
}
