package io.kaspar.schema.protobuf;

import static io.kaspar.schema.protobuf.ProtobufSamples.bytes;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadFormatContract;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.util.List;
import org.apache.spark.sql.types.DataType;

class ProtobufFormatTest extends PayloadFormatContract {
    private static final SchemaText SCHEMA = ProtobufSamples.proto3("message M { int32 a = 1; string s = 2; "
            + "repeated int32 n = 3; map<string, int32> m = 4; M inner = 5; fixed64 f = 6; }");

    @Override
    protected PayloadDecoder decoder() throws SchemaException {
        return ProtobufSamples.decoder(SCHEMA, SCHEMA);
    }

    @Override
    protected DataType type() throws SchemaException {
        return ProtobufSamples.type(SCHEMA);
    }

    @Override
    protected List<byte[]> goodPayloads() {
        return List.of(
                bytes(),
                bytes(0x08, 5),
                bytes(0x12, 3, 'a', 'b', 'c', 0x1A, 3, 1, 2, 3, 0x18, 4),
                bytes(0x22, 5, 0x0A, 1, 'k', 0x10, 1, 0x22, 5, 0x0A, 1, 'k', 0x10, 2),
                bytes(0x2A, 4, 0x08, 1, 0x18, 2, 0x31, 1, 2, 3, 4, 5, 6, 7, 8, 0x2A, 2, 0x18, 3));
    }

    @Override
    protected List<byte[]> badPayloads() {
        return List.of(
                bytes(0x08),
                bytes(0x12, 4, 'a'),
                bytes(0x1A, 2, 1, 0x80),
                bytes(0x31, 1, 2),
                bytes(0x2A, 2, 0x08, 0x80));
    }
}
