package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.WriterSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Makes decoders of payloads that are of one of several record types: for a struct of all, or for one alone. */
final class SeveralCompiler {
    private final PayloadOptions options;
    private final PayloadFormats formats;
    private final PayloadSide side;

    SeveralCompiler(PayloadOptions options, PayloadFormats formats, PayloadSide side) {
        this.options = options;
        this.formats = formats;
        this.side = side;
    }

    /** For the struct of all types, or less of it. A type that is not among them, or is not asked for, is null there. */
    PayloadDecoder intoStruct(PayloadSchema.Several several, StructType projection, WrittenType written)
            throws SchemaException {
        for (TopicType type : several.types()) {
            if (isOf(type, written)) {
                int field = indexOf(projection, type.column());
                if (field < 0) {
                    break;
                }
                PayloadDecoder decoder = compile(type, projection.fields()[field].dataType(), written);
                return new OneFieldDecoder(projection.length(), field, decoder);
            }
        }
        return new NoFieldDecoder(projection.length());
    }

    /** For one type alone; payloads of others are refused. */
    PayloadDecoder alone(TopicType type, DataType projection, WrittenType written) throws SchemaException {
        if (!isOf(type, written)) {
            throw new SchemaException("the " + side.word() + " is of type " + written.recordName()
                    + ", and the table holds records of type " + type.type().fullName());
        }
        return compile(type, projection, written);
    }

    private PayloadDecoder compile(TopicType type, DataType projection, WrittenType written) throws SchemaException {
        WriterSchema writer = written.writer();
        SchemaKind kind = type.registered().kind();
        PayloadFormat format = formats.find(kind).orElse(null);
        if (writer == null || format == null || writer.schema().kind() != kind) {
            throw new SchemaException("the " + side.word() + " was written by the schema with " + written.schemaName()
                    + ", which is no " + kind + " schema, but subject " + type.subject() + " holds such schemas; set "
                    + side.formatOption() + "=binary to read the bytes");
        }
        try {
            return format.compile(writer, type.type().schema(), projection, options);
        } catch (SchemaException e) {
            throw new SchemaException(
                    "the " + side.word() + " schema with " + written.schemaName() + " cannot be read as version "
                            + type.version() + " of subject " + type.subject() + ": " + e.getMessage(),
                    e);
        }
    }

    static boolean isOf(TopicType type, WrittenType written) {
        String name = written.recordName();
        return name != null && type.type().isNamed(name);
    }

    private static int indexOf(StructType projection, @Nullable String column) {
        for (int i = 0; i < projection.length(); i++) {
            if (projection.fields()[i].name().equals(column)) {
                return i;
            }
        }
        return -1;
    }
}
