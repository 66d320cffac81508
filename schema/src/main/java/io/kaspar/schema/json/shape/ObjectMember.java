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
 * @param nulls what is written for a column that is null
 * @param metadata of the column: comment, and {@link io.kaspar.schema.format.ColumnMetadata}
 */
public record ObjectMember(String name, String column, JsonShape shape, Nulls nulls, Metadata metadata) {
    /** What an object has where a column is null. */
    public enum Nulls {
        /** It lacks the member. */
        LEFT_OUT,
        /** The member is null: the schema requires it. */
        WRITTEN,
        /** No such object fits the schema. */
        REFUSED
    }

    public ObjectMember {
        Objects.requireNonNull(nulls, "nulls");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(metadata, "metadata");
    }

    /** A member that may be left out. */
    public ObjectMember(String name, String column, JsonShape shape, Metadata metadata) {
        this(name, column, shape, Nulls.LEFT_OUT, metadata);
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
