package io.kaspar.schema.json.shape;

import java.util.Objects;
import org.apache.spark.sql.types.DataType;

/**
 * A value without parts.
 *
 * @param dataType boolean, a number, string, binary, date, timestamp or timestamp_ntz
 * @param encoding how JSON writes it
 */
public record ScalarShape(DataType dataType, ScalarEncoding encoding) implements JsonShape {
    public ScalarShape {
        Objects.requireNonNull(encoding, "encoding");
        if (!encoding.gives(dataType)) {
            throw new IllegalArgumentException(encoding + " gives no " + dataType.sql());
        }
    }
}
