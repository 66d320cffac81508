package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/** What the keys, or the values, of one topic are to a query. Immutable; crosses from the driver to the tasks. */
public sealed interface PayloadSchema extends Serializable {

    /** The Spark type of a decoded payload: a struct when payloads are records. */
    DataType dataType();

    /** No schema: the whole payload is one value. */
    record Raw(RawFormat format) implements PayloadSchema {
        @Override
        public DataType dataType() {
            return format.dataType();
        }
    }

    /**
     * A schema of the registry; payloads are framed with the id of the schema they were written by.
     *
     * @param subject the subject the schema was found under
     * @param version its version in that subject
     * @param schemaId its id in the registry
     * @param readerSchema every payload is resolved against this one
     * @param dataType its Spark type under {@code options}
     */
    record Registered(
            String subject,
            int version,
            int schemaId,
            SchemaText readerSchema,
            PayloadOptions options,
            DataType dataType)
            implements PayloadSchema {}
}
