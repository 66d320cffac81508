package io.kaspar.schema.resolve;

import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.SchemaText;
import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * One of the record types that a topic's payloads are of.
 *
 * @param column the name of its column: the record's simple name, or its full name where two simple names are equal
 * @param subject the subject that it was found under
 * @param version its version in that subject
 * @param schemaId its id in the registry
 * @param registered the whole schema with this id
 * @param type payloads of this type are resolved against it
 * @param dataType its Spark type
 */
public record TopicType(
        String column,
        String subject,
        int version,
        int schemaId,
        SchemaText registered,
        RecordType type,
        DataType dataType)
        implements Serializable {

    /** The same under another column. */
    TopicType as(String otherColumn) {
        return new TopicType(otherColumn, subject, version, schemaId, registered, type, dataType);
    }
}
