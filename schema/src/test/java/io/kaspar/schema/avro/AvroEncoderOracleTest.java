package io.kaspar.schema.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

/** Random schemas with random data: Avro's own reader must find in what is encoded what Avro's own writer wrote. */
class AvroEncoderOracleTest {
    private static final int SCHEMAS = 400;
    private static final int PAYLOADS = 8;
    private static final int DEPTH = 6;

    /** Of nothing but nulls: such a branch has no column, and a row does not tell which one it was, or what was in it. */
    private static final Pattern TYPE_OF_NULLS =
            Pattern.compile("\"(type|items|values)\":(\\[)?\"null\"|\"fields\":\\[]");

    private final Random random = new Random(Seed.next("AvroEncoderOracleTest"));
    private int compared;
    private int refused;
    private int untold;

    @Test
    void writesWhatAvroReads() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            compare(new RandomSchemas(random).payload());
        }
        System.out.println(compared + " compared, " + refused + " schemas refused, " + untold + " values refused");
        assertThat(compared).isGreaterThan(SCHEMAS * PAYLOADS / 2);
        assertThat(untold).isLessThan(compared / 10);
    }

    private void compare(Schema schema) throws IOException {
        PayloadOptions options = new PayloadOptions(
                random.nextBoolean() ? UnionNames.TYPE : UnionNames.MEMBER,
                8,
                WideDecimals.STRING,
                PayloadOptions.BytesPayloads.PREFIXED);
        DataType type = Samples.FORMAT.dataType(Samples.text(schema), options);
        PayloadEncoder encoder;
        try {
            encoder = Samples.FORMAT.encoder(Samples.text(schema), type, options);
        } catch (SchemaException e) {
            assertThat(e.getMessage()).matches("(?s).*(holds itself|null alone|is missing|STRUCT<>).*");
            refused++;
            return;
        }
        for (int i = 0; i < PAYLOADS; i++) {
            byte[] written = Samples.encode(schema, new RandomData(random).datum(schema, DEPTH));
            Object value = RecordingSink.decode(
                    Samples.FORMAT.compile(Samples.text(schema), Samples.text(schema), type, options), type, written);
            if (value == null) {
                continue;
            }
            byte[] encoded;
            try {
                encoded = RecordedSource.encode(encoder, value);
            } catch (PayloadException e) {
                assertThat(e).hasMessageEndingWith("the struct has no branch of the union");
                assertThat(schema.toString()).containsPattern(TYPE_OF_NULLS);
                untold++;
                continue;
            }
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(encoded, null);
            Object found = new GenericDatumReader<>(schema, schema, new GenericData()).read(null, decoder);
            Object again = RecordingSink.decode(
                    Samples.FORMAT.compile(Samples.text(schema), Samples.text(schema), type, options), type, encoded);

            assertThat(decoder.isEnd()).as("all bytes belong to the value").isTrue();
            assertThat(again).as(schema.toString()).isEqualTo(value);
            if (options.unionNames() == UnionNames.TYPE) {
                Object expected = ExpectedValue.of(found, schema, type);
                assertThat(ExpectedValue.matches(expected, value))
                        .as("%s%nwritten %s%nfound   %s", schema, value, found)
                        .isTrue();
            }
            compared++;
        }
    }
}
