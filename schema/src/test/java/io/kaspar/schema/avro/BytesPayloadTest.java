package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payloads whose whole schema is bytes: Confluent's serializer writes them without a length. */
class BytesPayloadTest {
    private static final String BYTES = "'bytes'";
    private static final String DECIMAL = "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}";
    private static final String WIDE = "{'type':'bytes','logicalType':'decimal','precision':50,'scale':2}";

    @Test
    void aPayloadOfBytesIsTheWholeRest() throws IOException {
        assertThat(whole(BYTES, bytes('{', '"', 'i', '}'))).isEqualTo(ByteBuffer.wrap(bytes('{', '"', 'i', '}')));
        assertThat(whole(BYTES, bytes(6, 1, 2, 3, 9, 9))).isEqualTo(ByteBuffer.wrap(bytes(6, 1, 2, 3, 9, 9)));
        assertThat(whole(BYTES, bytes())).isEqualTo(ByteBuffer.wrap(bytes()));
    }

    @Test
    void whateverTheTableTakesBytesFor() throws IOException {
        assertThat(whole("'string'", bytes(6, 'a'))).isEqualTo("\u0006a");
        assertThat(whole("['null','bytes']", bytes(6, 1))).isEqualTo(ByteBuffer.wrap(bytes(6, 1)));
        assertThat(String.valueOf(whole("['int','bytes']", bytes(6, 1)))).startsWith("{int=null, bytes=");
        assertThat(whole(DECIMAL, bytes(1, 0))).isEqualTo(new BigDecimal("2.56"));
        assertThat(whole(DECIMAL, bytes())).isEqualTo(new BigDecimal("0.00"));
        assertThat(whole(WIDE, bytes(1, 0))).isEqualTo("2.56");
        assertThat(whole(WIDE, bytes())).isEqualTo("0.00");
    }

    @Test
    void bytesInsideOfRecordsAndUnionsKeepTheirLength() throws IOException {
        String record = Samples.record(Samples.field("b", BYTES));
        assertThat(String.valueOf(read(PayloadOptions.DEFAULT, record, record, bytes(4, 1, 2))))
                .contains("b=");
        String union = "['null','bytes']";
        assertThat(read(PayloadOptions.DEFAULT, union, union, bytes(2, 4, 1, 2)))
                .isEqualTo(ByteBuffer.wrap(bytes(1, 2)));
    }

    @Test
    void theLengthIsReadByOptionAndNothingMayFollow() throws IOException {
        assertThat(read(Samples.OPTIONS, BYTES, BYTES, bytes(4, 1, 2))).isEqualTo(ByteBuffer.wrap(bytes(1, 2)));
        assertThatThrownBy(() -> read(Samples.OPTIONS, BYTES, BYTES, bytes(6, 1, 2, 3, 9, 9)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("2 bytes follow the value")
                .hasMessageContaining("bytes-payloads=whole");
    }

    @Test
    void aDecimalWithoutBytesIsZero() throws IOException {
        String record = Samples.record(Samples.field("d", DECIMAL), Samples.field("w", WIDE));
        assertThat(read(PayloadOptions.DEFAULT, record, record, bytes(0, 0))).hasToString("{d=0.00, w=0.00}");
    }

    private static @Nullable Object whole(String reader, byte[] payload) throws IOException {
        return read(PayloadOptions.DEFAULT, BYTES, reader, payload);
    }

    private static @Nullable Object read(PayloadOptions options, String writer, String reader, byte[] payload)
            throws IOException {
        DataType type = Samples.FORMAT.dataType(text(reader), options);
        PayloadDecoder decoder = Samples.FORMAT.compile(text(writer), text(reader), type, options);
        return BothWays.decode(decoder, type, payload);
    }
}
