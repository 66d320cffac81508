package io.kaspar.schema.avro;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Questions about the type a query asks for. */
final class Projection {
    /** The answer of {@link #slot} for fields nobody asked for. */
    static final int UNWANTED = -1;

    private Projection() {}

    static StructType struct(DataType type, Schema reader) {
        if (type instanceof StructType struct) {
            return struct;
        }
        throw unfit(type, reader);
    }

    static int slot(StructType struct, String name) {
        return Arrays.asList(struct.fieldNames()).indexOf(name);
    }

    /** A projection that was not made from the reader's type is the caller's mistake. */
    static IllegalArgumentException unfit(DataType type, Schema reader) {
        return new IllegalArgumentException(
                "a projection asks for " + type.simpleString() + " where the schema has " + reader.getFullName());
    }
}
