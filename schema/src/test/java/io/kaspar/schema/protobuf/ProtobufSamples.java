package io.kaspar.schema.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.MessageLite;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.nesting.Unfolding;
import io.kaspar.schema.program.BothWays;
import io.kaspar.schema.protobuf.model.ProtoSchema;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Short ways to write, read and map for tests. */
final class ProtobufSamples {
    static final ProtobufPayloadFormat FORMAT = new ProtobufPayloadFormat();

    private ProtobufSamples() {}

    static SchemaText schema(String text) {
        return new SchemaText(SchemaKind.PROTOBUF, text, List.of());
    }

    /** A compiled file, or a set of such files. */
    static SchemaText descriptor(MessageLite fileOrSet) {
        return schema(Base64.getEncoder().encodeToString(fileOrSet.toByteArray()));
    }

    /** Messages in a file of proto3. */
    static SchemaText proto3(String messages) {
        return schema("syntax = \"proto3\"; package shop; " + messages);
    }

    static SchemaText proto2(String messages) {
        return schema("syntax = \"proto2\"; package shop; " + messages);
    }

    static DataType type(SchemaText schema) throws SchemaException {
        return FORMAT.dataType(schema, PayloadOptions.DEFAULT);
    }

    static PayloadDecoder decoder(SchemaText writer, SchemaText reader) throws SchemaException {
        return FORMAT.compile(writer, reader, type(reader), PayloadOptions.DEFAULT);
    }

    /** What a payload becomes as a whole. */
    static Map<String, @Nullable Object> read(SchemaText writer, SchemaText reader, byte[] payload) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> columns = (Map<String, @Nullable Object>)
                BothWays.leavingRareOnes(decoder(writer, reader), type(reader)).decode(payload);
        return Objects.requireNonNull(columns);
    }

    static Map<String, @Nullable Object> read(SchemaText schema, byte[] payload) throws IOException {
        return read(schema, schema, payload);
    }

    /** The first message of a file, as Protobuf's own library links it. */
    static Descriptor link(FileDescriptorProto file) {
        FileDescriptor[] known = {
            TimestampProto.getDescriptor(),
            DurationProto.getDescriptor(),
            WrappersProto.getDescriptor(),
            StructProto.getDescriptor(),
            AnyProto.getDescriptor()
        };
        try {
            return FileDescriptor.buildFrom(file, known).getMessageTypes().get(0);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** The columns of a message inside of JSON text. */
    static StructType jsonColumns(Descriptor message) {
        try {
            ProtoSchema schema =
                    ProtoSchema.parse(descriptor(message.getFile().toProto()).text(), Map.of());
            return new MessageColumns(PayloadOptions.DEFAULT, Unfolding.insideJson())
                    .structType(Messages.find(schema.first(), message.getFullName()));
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }
}
