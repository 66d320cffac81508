package io.kaspar.schema.format;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What encoders refuse of the columns that they are to write: what would be lost or changed without a word. */
public final class EncodedColumns {
    private EncodedColumns() {}

    /**
     * @param path where the values stand, for messages
     * @throws SchemaException when they are of another type than the schema's
     */
    public static void requireType(DataType wanted, DataType given, String path) throws SchemaException {
        if (!wanted.equals(given)) {
            throw unfit(path, given, wanted.sql());
        }
    }

    /**
     * The error for values of another type than the schema's.
     *
     * @param wanted the schema's, in words
     */
    public static SchemaException unfit(String path, DataType given, String wanted) {
        return new SchemaException(path + ": values of type " + given.sql() + " cannot be written, the schema wants "
                + wanted + "; CAST changes the type");
    }

    /**
     * The type of values that have to be structs.
     *
     * @param wanted what the schema has there, in words
     */
    public static StructType requireStruct(DataType given, String wanted, String path) throws SchemaException {
        if (given instanceof StructType struct) {
            return struct;
        }
        throw unfit(path, given, wanted);
    }

    /** @throws SchemaException when there is a column that the schema has nothing for */
    public static void requireKnown(StructType given, Collection<String> known, String path) throws SchemaException {
        for (StructField column : given.fields()) {
            if (!known.contains(column.name())) {
                throw new SchemaException(path + ": the schema has nothing for column " + column.name() + "; it has "
                        + String.join(", ", List.copyOf(known)));
            }
        }
    }
}
