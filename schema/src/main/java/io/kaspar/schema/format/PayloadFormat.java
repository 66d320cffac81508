package io.kaspar.schema.format;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** One way to write values as bytes by a registered schema. */
public interface PayloadFormat {

    /** The kind of schema this format reads. */
    SchemaKind kind();

    /**
     * The Spark type of decoded values: a struct for a record, with the schema's documentation as column comments.
     *
     * @throws SchemaException when the text is no schema of this kind, or has no Spark type under these options
     */
    DataType dataType(SchemaText readerSchema, PayloadOptions options) throws SchemaException;

    /** Whether payloads name one of the schema's messages between their framing and the value, as Protobuf's do. */
    default boolean hasMessageIndexes() {
        return false;
    }

    /**
     * The record types that payloads of a schema may be of.
     *
     * @throws SchemaException when the text is no schema of this kind
     */
    default RecordTypes recordTypes(SchemaText schema) throws SchemaException {
        return RecordTypes.NONE;
    }

    /**
     * A decoder for payloads written by {@code writerSchema}, resolved against {@code readerSchema}.
     *
     * @param projection what {@link #dataType} gave for the reader's schema, or less: any struct in it, nested ones
     *     included, may lack fields and may have its fields in another order
     * @throws SchemaException when the writer's schema cannot be resolved against the reader's
     */
    PayloadDecoder compile(
            WriterSchema writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException;

    /** As the other one, for a writer's schema that is one type. */
    default PayloadDecoder compile(
            SchemaText writerSchema, SchemaText readerSchema, DataType projection, PayloadOptions options)
            throws SchemaException {
        return compile(WriterSchema.of(writerSchema), readerSchema, projection, options);
    }

    /**
     * An encoder of values of {@link #dataType}'s type for this schema, or of less: fields may be missing that have a default or may
     * be absent.
     *
     * @param dataType of the values that are written; its fields are found by name
     * @throws SchemaException when this format cannot be written, or no value of this type is one of the schema's
     */
    default PayloadEncoder encoder(SchemaText schema, DataType dataType, PayloadOptions options)
            throws SchemaException {
        throw new SchemaException("payloads of " + kind().format() + " with this kind of schema cannot be written");
    }

    /**
     * The defaults of the columns of {@link #dataType}, as SQL that is a value of the column's type. Columns without one are missing, and
     * those whose default is null, or cannot be said in SQL.
     *
     * @throws SchemaException when the text is no schema of this kind
     */
    default Map<String, String> defaults(SchemaText schema, PayloadOptions options) throws SchemaException {
        return Map.of();
    }

    /**
     * A schema whose values have these columns: {@link #dataType} gives them back.
     *
     * @param name of the record, with a namespace where it has one
     * @throws SchemaException when there is no such schema, or none of this kind is made
     */
    default SchemaText schemaOf(String name, StructType columns) throws SchemaException {
        throw new SchemaException("schemas of " + kind().format() + " are not made of columns: register one first");
    }

    /** Whether payloads call fields by numbers, so that a new field may not have that of one that older versions had. */
    default boolean numbersFields() {
        return false;
    }

    /**
     * The same schema with more columns: {@link #dataType} gives them, behind the others of its own. What the text has beside stays as
     * it is.
     *
     * @param older other versions of it, where fields have numbers
     * @param added what may be null has null as its default
     * @throws SchemaException when there is no such schema, or none of this kind is changed
     */
    default SchemaText withColumns(SchemaText schema, List<SchemaText> older, StructType added) throws SchemaException {
        throw new SchemaException("columns are not added to schemas of " + kind().format()
                + ": register a new version of the schema that has them");
    }
}
