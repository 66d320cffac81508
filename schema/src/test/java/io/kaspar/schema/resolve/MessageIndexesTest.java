package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.wire.SchemaHeaders;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payloads that name one of their schema's messages behind its id. */
final class MessageIndexesTest {
    private static final int TABLE_ID = 1;

    private final NumberFormat format = new NumberFormat(SchemaKind.PROTOBUF);
    private final FramedPayloadDecoder decoder = FramedPayloadDecoder.of(
            new PayloadSchema.Registered(
                    "orders-value",
                    1,
                    TABLE_ID,
                    new SchemaText(SchemaKind.PROTOBUF, "7", List.of()),
                    PayloadOptions.DEFAULT,
                    DataTypes.IntegerType),
            PayloadSide.VALUE,
            DataTypes.IntegerType,
            new PayloadFormats(List.of(format)),
            null);

    @Test
    void theShortAndTheLongFormNameTheFirstMessage() throws IOException {
        assertThat(decode(0, 0, 0, 0, 1, 0, 5)).isEqualTo(7005);
        assertThat(decode(0, 0, 0, 0, 1, 2, 0, 5)).isEqualTo(7005);
        assertThat(format.compiled()).hasSize(1);
    }

    @Test
    void eachMessageHasADecoderOfItsOwn() throws IOException {
        assertThat(decode(0, 0, 0, 0, 1, 2, 4, 5)).isEqualTo(7205);
        assertThat(decode(0, 0, 0, 0, 1, 4, 2, 4, 6)).isEqualTo(8206);
        assertThat(decode(0, 0, 0, 0, 1, 2, 4, 7)).isEqualTo(7207);
        assertThat(format.compiled()).hasSize(2);
    }

    @Test
    void aRunEndsWhereAnotherMessageBegins() throws IOException {
        byte[] block = {0, 0, 0, 0, 1, 2, 4, 5, 0, 0, 0, 0, 1, 2, 4, 6, 0, 0, 0, 0, 1, 0, 7};
        RecordingSink sink = new RecordingSink(DataTypes.IntegerType);
        int stopped = decoder.decodeAll(block, new int[] {0, 8, 16}, new int[] {8, 8, 7}, 0, 3, sink);

        assertThat(stopped).isEqualTo(3);
        assertThat(sink.value(0)).isEqualTo(7205);
        assertThat(sink.value(1)).isEqualTo(7206);
        assertThat(sink.value(2)).isEqualTo(7007);
    }

    @Test
    void indexesOfAHeaderTakeNothingOfThePayload() throws IOException {
        byte[] buffer = {0, 0, 0, 0, 1, 2, 4, 5};
        RecordingSink sink = new RecordingSink(DataTypes.IntegerType);
        decoder.decode(buffer, 7, 1, SchemaHeaders.ofSchemaId(0, 7), sink);

        assertThat(sink.only()).isEqualTo(7205);
    }

    @Test
    void missingIndexesAreThePayloadsFault() {
        assertThatThrownBy(() -> decode(0, 0, 0, 0, 1))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("none of its messages");
    }

    private @Nullable Object decode(int... octets) throws IOException {
        byte[] payload = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            payload[i] = (byte) octets[i];
        }
        RecordingSink sink = new RecordingSink(DataTypes.IntegerType);
        decoder.decode(payload, 0, payload.length, SchemaHeaders.none(), sink);
        return sink.only();
    }
}
