package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.record;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadFormatContract;
import io.kaspar.schema.program.ProgramDecoder;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Avro's decoders, by steps and by generated code. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class AvroFormatTest extends PayloadFormatContract {
    private static final String SCHEMA = record(
            field("id", "'long'"),
            field("name", "['null','string']"),
            field("tags", "{'type':'array','items':'string'}"),
            field("price", "'double'"));

    private final boolean isGenerated;

    AvroFormatTest(boolean isGenerated) {
        this.isGenerated = isGenerated;
    }

    @Override
    protected PayloadDecoder decoder() throws IOException {
        ProgramDecoder decoder = (ProgramDecoder) Samples.decoder(SCHEMA, SCHEMA, type());
        return isGenerated ? decoder.generating() : decoder;
    }

    @Override
    protected DataType type() throws IOException {
        return Samples.type(SCHEMA);
    }

    @Override
    protected List<byte[]> goodPayloads() {
        return List.of(
                bytes(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                bytes(0x80, 1, 2, 4, 'h', 'i', 4, 2, 'a', 2, 'b', 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F),
                bytes(1, 2, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Override
    protected List<byte[]> badPayloads() {
        return List.of(bytes(), bytes(0x80), bytes(2, 6), bytes(2, 2, 8, 'x'), bytes(2, 0, 0, 1, 2));
    }
}
