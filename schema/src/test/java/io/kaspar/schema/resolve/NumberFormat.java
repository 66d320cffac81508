package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A format so small that tests see through it: the schema is a number as text, a payload is one byte, and the value is
 * the writer's number * 1000 + the byte; as Protobuf, + 100 times the indexes' digits. The schema {@code broken} cannot be read.
 */
final class NumberFormat implements PayloadFormat {
    private final SchemaKind kind;
    private final List<String> compiled = new ArrayList<>();

    NumberFormat(SchemaKind kind) {
        this.kind = kind;
    }

    /** The writers' schemas that decoders were compiled for, in order. */
    List<String> compiled() {
        return compiled;
    }

    @Override
    public SchemaKind kind() {
        return kind;
    }

    @Override
    public DataType dataType(SchemaText readerSchema, PayloadOptions options) throws SchemaException {
        number(readerSchema);
        return DataTypes.IntegerType;
    }

    @Override
    public boolean hasMessageIndexes() {
        return kind == SchemaKind.PROTOBUF;
    }

    @Override
    public PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException {
        compiled.add(writerSchema.schema().text());
        int message = writerSchema.messageIndexes().stream().reduce(0, (outer, inner) -> 10 * outer + inner);
        int number = number(writerSchema.schema());
        return (bytes, position, length, sink) -> {
            if (length != 1) {
                throw new PayloadException("a number has 1 byte, not " + length);
            }
            sink.putInt(number * 1000 + message * 100 + bytes[position]);
        };
    }

    private static int number(SchemaText schema) throws SchemaException {
        if ("broken".equals(schema.text())) {
            throw new SchemaException("no number");
        }
        return Integer.parseInt(schema.text());
    }
}
