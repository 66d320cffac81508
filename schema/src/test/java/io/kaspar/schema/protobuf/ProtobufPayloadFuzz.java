package io.kaspar.schema.protobuf;

import static io.kaspar.schema.protobuf.ProtobufSamples.bytes;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto2;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.program.BothWays;
import io.kaspar.schema.program.DecodersFuzz;
import java.util.Random;
import org.apache.spark.sql.types.DataType;

/** Payloads of doubtful bytes, by steps and by generated code, which have to agree. The first byte chooses the schemas. */
final class ProtobufPayloadFuzz extends DecodersFuzz {
    private static final long SEED = 4;
    private static final int RANDOM_SCHEMAS = 20;
    private static final int DEPTH = 4;
    private static final SchemaText GROUPS =
            proto2("message M { repeated group G = 1 { optional int32 a = 1; repeated M m = 2; } "
                    + "optional group H = 2 { required string s = 3; } extensions 100 to 200; }");

    ProtobufPayloadFuzz() throws SchemaException {
        byte[] groups = bytes(0x0B, 0x08, 5, 0x12, 2, 0x0B, 0x0C, 0x0C, 0x13, 0x1A, 1, 'a', 0x14);
        add(GROUPS, GROUPS, ProtobufSamples.type(GROUPS), groups);
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_SCHEMAS; i++) {
            FileDescriptorProto writer = new RandomProtos(random).file();
            FileDescriptorProto reader = i % 3 == 0 ? new ProtoEvolution(random).of(writer) : writer;
            SchemaText readerText = ProtobufSamples.schema(ProtoPrinter.print(reader));
            DataType whole = ProtobufSamples.type(readerText);
            add(
                    ProtobufSamples.schema(ProtoPrinter.print(writer)),
                    readerText,
                    i % 2 == 0 ? whole : new RandomProjection(random).of(whole),
                    new RandomMessages(random)
                            .of(ProtobufSamples.link(writer), DEPTH)
                            .toByteArray());
        }
    }

    private void add(SchemaText writer, SchemaText reader, DataType type, byte[] payload) throws SchemaException {
        add(
                BothWays.leavingRareOnes(
                        ProtobufSamples.FORMAT.compile(writer, reader, type, PayloadOptions.DEFAULT), type),
                payload);
    }
}
