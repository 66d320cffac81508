package io.kaspar.schema.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Random schemas with random messages: Protobuf's own library must find in what is encoded what it wrote itself. */
class ProtobufEncoderOracleTest {
    private static final int SCHEMAS = 250;
    private static final int PAYLOADS = 8;
    private static final int DEPTH = 6;

    private final Random random = new Random(Seed.next("ProtobufEncoderOracleTest"));
    private int compared;
    private int refusedSchemas;
    private int refusedValues;

    @Test
    void writesWhatProtobufReads() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            compare(new RandomProtos(random).file());
        }
        System.out.println(
                compared + " compared, " + refusedSchemas + " schemas and " + refusedValues + " values refused");
        assertThat(compared).isGreaterThan(SCHEMAS * PAYLOADS / 4);
    }

    private void compare(FileDescriptorProto file) throws IOException {
        Descriptor descriptor = ProtobufSamples.link(file);
        SchemaText text = ProtobufSamples.schema(ProtoPrinter.print(file));
        StructType type = (StructType) ProtobufSamples.type(text);
        PayloadEncoder encoder;
        try {
            encoder = ProtobufSamples.FORMAT.encoder(text, type, PayloadOptions.DEFAULT);
        } catch (SchemaException e) {
            assertThat(e).hasMessageContaining("holds itself");
            refusedSchemas++;
            return;
        }
        PayloadDecoder decoder = ProtobufSamples.FORMAT.compile(text, text, type, PayloadOptions.DEFAULT);
        RandomMessages messages = new RandomMessages(random);
        for (int i = 0; i < PAYLOADS; i++) {
            byte[] written = messages.of(descriptor, DEPTH).toByteArray();
            Object row = Objects.requireNonNull(RecordingSink.decode(decoder, type, written));
            byte[] encoded;
            try {
                encoded = RecordedSource.encode(encoder, row);
            } catch (PayloadException e) {
                assertThat(e.getMessage()).matches(".*(is no UTF-8|number of the JSON).*");
                refusedValues++;
                continue;
            }
            DynamicMessage message = DynamicMessage.parseFrom(descriptor, encoded);
            Object again = RecordingSink.decode(decoder, type, encoded);

            assertThat(again).as(text.text()).isEqualTo(row);
            assertThat(ExpectedColumns.matches(ExpectedColumns.of(message, descriptor, type), row))
                    .as("%s%nrow   %s%nfound %s", text.text(), row, message)
                    .isTrue();
            compared++;
        }
    }
}
