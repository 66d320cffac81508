package io.kaspar.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.nesting.Unfolding;
import io.kaspar.schema.program.BothWays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random schemas, evolved at random, with random data: every projection must show what Avro's own reader returns. */
class AvroOracleTest {
    private static final PayloadOptions OPTIONS =
            new PayloadOptions(UnionNames.TYPE, 1, WideDecimals.FAIL, PayloadOptions.BytesPayloads.PREFIXED);
    private static final int SCHEMAS = 120;
    private static final int EVOLUTIONS = 4;
    private static final int PAYLOADS = 6;
    private static final int PROJECTIONS = 3;
    private static final int DEPTH = 6;

    private final Random random = new Random(Seed.next("AvroOracleTest"));
    private int compared;
    private int refusedByBoth;
    private int refusedByAvroOnly;
    private int readAsNulls;
    private int unfitSchemas;

    @Test
    void showsWhatAvroReads() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            Schema writer = new RandomSchemas(random).payload();
            compare(writer, writer);
            for (int j = 0; j < EVOLUTIONS; j++) {
                compare(writer, new RandomEvolution(random).reader(writer));
            }
        }
        System.out.println(compared + " compared, " + refusedByBoth + " refused by both, " + refusedByAvroOnly
                + " by Avro only, " + readAsNulls + " with nulls where Avro refuses, " + unfitSchemas
                + " pairs of schemas do not fit");
        assertThat(compared).isGreaterThan(SCHEMAS * EVOLUTIONS * PAYLOADS * PROJECTIONS / 2);
        assertThat(refusedByBoth).isPositive();
        assertThat(readAsNulls).isPositive();
    }

    private void compare(Schema writer, Schema reader) throws IOException {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < PAYLOADS; i++) {
            payloads.add(encode(writer, new RandomData(random).datum(writer, DEPTH)));
        }
        DataType whole = Samples.FORMAT.dataType(Samples.text(reader), OPTIONS);
        compare(writer, reader, whole, true, payloads);
        for (int i = 1; i < PROJECTIONS; i++) {
            compare(writer, reader, new RandomProjection(random).of(whole), false, payloads);
        }
    }

    private void compare(Schema writer, Schema reader, DataType projection, boolean isWhole, List<byte[]> payloads)
            throws IOException {
        PayloadDecoder decoder;
        try {
            decoder = Samples.FORMAT.compile(Samples.text(writer), Samples.text(reader), projection, OPTIONS);
        } catch (SchemaException e) {
            unfitSchemas++;
            return;
        }
        GenericDatumReader<Object> avro = new GenericDatumReader<>(writer, reader, new GenericData());
        Schema nullable = NullableReader.of(reader);
        GenericDatumReader<Object> lenient = new GenericDatumReader<>(writer, nullable, new GenericData());
        // A payload that is null or empty in all of its forms has no column, and so no null either.
        boolean hasColumns =
                !Samples.FORMAT.dataType(Samples.text(reader), OPTIONS).equals(new StructType());
        Supplier<String> what =
                () -> "writer " + writer + "\nreader " + reader + "\nprojection " + projection.catalogString();
        BothWays both = new BothWays(decoder, projection);
        for (byte[] payload : payloads) {
            Object datum;
            Schema as = reader;
            try {
                datum = avro.read(null, DecoderFactory.get().binaryDecoder(payload, null));
            } catch (AvroRuntimeException strict) {
                try {
                    datum = lenient.read(null, DecoderFactory.get().binaryDecoder(payload, null));
                    as = nullable;
                    readAsNulls++;
                } catch (AvroRuntimeException e) {
                    boolean mayPass = !isWhole || hasFieldsWithoutColumn(reader);
                    countRefusal(both, mayPass, payload);
                    continue;
                }
            }
            if (as.equals(nullable) && isOfNoBranch(both, payload)) {
                refusedByBoth++;
                continue;
            }
            compared++;
            Object expected = hasColumns ? ExpectedValue.of(datum, as, projection) : Map.of();
            Object actual = decode(both, payload, what);
            if (!ExpectedValue.matches(expected, actual)) {
                fail("%s%nexpected %s%nactual   %s", what.get(), expected, actual);
            }
        }
    }

    private void countRefusal(BothWays decoder, boolean mayPass, byte[] payload) {
        try {
            decoder.decode(payload);
            assertThat(mayPass).as("what only Avro refuses is not read").isTrue();
            refusedByAvroOnly++;
        } catch (PayloadException e) {
            assertThat(e).hasMessageContaining("Avro payload, byte ");
            refusedByBoth++;
        }
    }

    /** A record of another name is taken for a branch only when it has all of the branch's fields. */
    private static boolean isOfNoBranch(BothWays decoder, byte[] payload) {
        try {
            decoder.decode(payload);
            return false;
        } catch (PayloadException e) {
            return String.valueOf(e.getMessage()).contains("matches no branch");
        }
    }

    private static boolean hasFieldsWithoutColumn(Schema reader) throws SchemaException {
        TypeMapping types = new TypeMapping(
                OPTIONS,
                Unfolding.from(OPTIONS.maxRecursionDepth(), RecordParts.cyclesIn(reader))
                        .get(0));
        return types.payloadType(reader).equals(new StructType())
                || !types.dropped().isEmpty();
    }

    private static @Nullable Object decode(BothWays decoder, byte[] payload, Supplier<String> what) {
        try {
            return decoder.decode(payload);
        } catch (PayloadException e) {
            throw new AssertionError("Avro reads what Kaspar refuses\n" + what.get(), e);
        }
    }

    private byte[] encode(Schema schema, @Nullable Object datum) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Encoder encoder = random.nextBoolean()
                ? EncoderFactory.get().binaryEncoder(bytes, null)
                : new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema, new GenericData()).write(datum, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
