package io.kaspar.schema.json.shape;

import io.kaspar.schema.variant.SparkVariant;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/**
 * Any value, as a variant. Two members of an object with one name are a bad record.
 *
 * @param dataType Spark's type, which is named in text since lines before 4.0 have none
 */
public record VariantShape(DataType dataType) implements JsonShape {
    public VariantShape {
        if (!SparkVariant.is(dataType)) {
            throw new IllegalArgumentException("no variant: " + dataType.sql());
        }
    }

    /** Variants, or their JSON text where this Spark has no variants. */
    public static JsonShape orText() {
        Optional<DataType> variant = SparkVariant.type();
        return variant.isPresent() ? new VariantShape(variant.get()) : new TextShape();
    }
}
