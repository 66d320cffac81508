package io.kaspar.schema.json.shape;

import java.util.Objects;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/**
 * An array as an array.
 *
 * @param containsNull whether its elements may be null; where not, a null among them is a bad record
 */
public record ArrayShape(JsonShape element, boolean containsNull) implements JsonShape {
    public ArrayShape {
        Objects.requireNonNull(element, "element");
    }

    @Override
    public ArrayType dataType() {
        return DataTypes.createArrayType(element.dataType(), containsNull);
    }
}
