package io.kaspar.schema.json.shape;

import java.util.Objects;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * A member of an object that has a column of its own.
 *
 * @param name what payloads call it
 * @param column what the struct calls it, which is unique in the struct
 * @param shape of its value
 * @param metadata of the column: comment, and {@link io.kaspar.schema.format.ColumnMetadata}
 */
public record ObjectMember(String name, String column, JsonShape shape, Metadata metadata) {
    public ObjectMember {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(metadata, "metadata");
    }

    /** A member whose column has its name. */
    public static ObjectMember of(String name, JsonShape shape) {
        return new ObjectMember(name, name, shape, Metadata.empty());
    }

    /** The column, which is always nullable: payloads may lack any member. */
    public StructField field() {
        return DataTypes.createStructField(column, shape.dataType(), true, metadata);
    }
}
