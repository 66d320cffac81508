package io.kaspar.schema.json.shape;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Any value, kept as its JSON text without the space between tokens: for what has no columns of its own. */
public record TextShape() implements JsonShape {
    @Override
    public DataType dataType() {
        return DataTypes.StringType;
    }
}
