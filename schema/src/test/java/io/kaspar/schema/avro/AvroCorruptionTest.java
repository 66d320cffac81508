package io.kaspar.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.nesting.Unfolding;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

/** Damaged payloads of random schemas. */
class AvroCorruptionTest {
    private static final PayloadOptions OPTIONS =
            new PayloadOptions(UnionNames.TYPE, 1, WideDecimals.FAIL, PayloadOptions.BytesPayloads.PREFIXED);
    private static final int SCHEMAS = 60;
    private static final int DEPTH = 4;
    private static final int LONGEST_PAYLOAD = 100;

    private final Random random = new Random(Seed.next("AvroCorruptionTest"));

    @Test
    void meetsTruncationAtEveryByteWithOneException() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = new RandomSchemas(random).record(3);
            byte[] payload = Samples.encode(schema, new RandomData(random).datum(schema, DEPTH));
            DataType whole = Samples.FORMAT.dataType(Samples.text(schema), OPTIONS);
            BothWays decoder = decoderOf(schema, whole);
            Object complete = decoder.decode(payload);
            for (int length = 0; length < Math.min(payload.length, LONGEST_PAYLOAD); length++) {
                Object value = valueOrRefusal(decoder, Arrays.copyOf(payload, length));
                if (value != Refused.YES) {
                    // Nothing but what has no column was cut off.
                    assertThat(value).isEqualTo(complete);
                }
            }
        }
    }

    @Test
    void meetsFlippedBitsWithAValueThatAvroReadsTooOrOneException() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            Schema schema = schemaWithAColumnForEverything();
            byte[] payload = Samples.encode(schema, new RandomData(random).datum(schema, DEPTH));
            DataType whole = Samples.FORMAT.dataType(Samples.text(schema), OPTIONS);
            BothWays everything = decoderOf(schema, whole);
            DataType some = new RandomProjection(random).of(whole);
            BothWays parts = decoderOf(schema, some);
            for (int bit = 0; bit < 8 * Math.min(payload.length, LONGEST_PAYLOAD); bit++) {
                byte[] flipped = payload.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                valueOrRefusal(parts, flipped);
                Object value = valueOrRefusal(everything, flipped);
                if (value != Refused.YES) {
                    compareWithAvro(schema, whole, flipped, value);
                }
            }
        }
    }

    /** What is skipped may be skipped by a block's length, which Avro does not look at where it reads. */
    private Schema schemaWithAColumnForEverything() throws IOException {
        while (true) {
            Schema schema = new RandomSchemas(random).record(3);
            TypeMapping types = new TypeMapping(
                    OPTIONS,
                    Unfolding.from(OPTIONS.maxRecursionDepth(), RecordParts.cyclesIn(schema))
                            .get(0));
            types.payloadType(schema);
            if (types.dropped().isEmpty()) {
                return schema;
            }
        }
    }

    private static void compareWithAvro(Schema schema, DataType type, byte[] payload, Object value) throws IOException {
        GenericDatumReader<Object> reader = new GenericDatumReader<>(schema, schema, new GenericData());
        Object datum = reader.read(null, DecoderFactory.get().binaryDecoder(payload, null));
        if (!ExpectedValue.matches(ExpectedValue.of(datum, schema, type), value)) {
            fail("Avro reads %s, not %s, by %s", datum, value, schema);
        }
    }

    private enum Refused {
        YES
    }

    private static Object valueOrRefusal(BothWays decoder, byte[] payload) {
        try {
            Object value = decoder.decode(payload);
            return value == null ? fail("a record became null") : value;
        } catch (PayloadException e) {
            assertThat(e).hasMessageMatching("(?s)Avro payload, byte \\d+ of " + payload.length + ": .*");
            return Refused.YES;
        }
    }

    private static BothWays decoderOf(Schema schema, DataType projection) throws IOException {
        return new BothWays(
                Samples.FORMAT.compile(Samples.text(schema), Samples.text(schema), projection, OPTIONS), projection);
    }
}
