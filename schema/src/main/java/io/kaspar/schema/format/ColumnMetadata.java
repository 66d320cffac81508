package io.kaspar.schema.format;

/** Keys of the metadata that payload formats attach to the fields of a Spark type, beside Spark's own {@code comment}. */
public final class ColumnMetadata {
    /** Boolean, only ever true: the schema says every payload has a value here, though the column is nullable. */
    public static final String REQUIRED = "kaspar.required";

    /** String array: the symbols of an enum, in the schema's order. */
    public static final String SYMBOLS = "kaspar.symbols";

    /** String: the schema's logical type where the Spark type does not tell, such as {@code time-micros} on a bigint. */
    public static final String LOGICAL_TYPE = "kaspar.logicalType";

    /** String: the column holds JSON text, the rest of a recursive type, whose name this is. */
    public static final String JSON_OF = "kaspar.jsonOf";

    private ColumnMetadata() {}
}
