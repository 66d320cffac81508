package io.kaspar.schema.json.shape;

import java.util.Objects;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;

/**
 * An array of objects with the members {@code key} and {@code value}, as a map: how Connect writes maps whose keys are not
 * strings. A null key is a bad record. Of equal keys the last one counts, at the place of the first.
 *
 * @param valuesContainNull whether its values may be null; where not, a null among them is a bad record
 */
public record EntriesShape(JsonShape key, JsonShape value, boolean valuesContainNull) implements JsonShape {
    public static final String KEY = "key";
    public static final String VALUE = "value";

    public EntriesShape {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public MapType dataType() {
        return DataTypes.createMapType(key.dataType(), value.dataType(), valuesContainNull);
    }
}
