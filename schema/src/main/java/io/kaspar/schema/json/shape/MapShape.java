package io.kaspar.schema.json.shape;

import java.util.Objects;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;

/**
 * An object whose names are data, as a map from string. Of equal names the last one counts, at the place of the first.
 *
 * @param valuesContainNull whether its values may be null; where not, a null among them is a bad record
 */
public record MapShape(JsonShape value, boolean valuesContainNull) implements JsonShape {
    public MapShape {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public MapType dataType() {
        return DataTypes.createMapType(DataTypes.StringType, value.dataType(), valuesContainNull);
    }
}
