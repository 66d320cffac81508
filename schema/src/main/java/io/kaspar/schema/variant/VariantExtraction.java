package io.kaspar.schema.variant;

import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A part of a variant, as a type.
 *
 * <p>A scan that takes parts out of variants gives a struct for each variant, with a field for each part. Spark marks such
 * fields in their metadata, which therefore say what to read wherever the struct's type goes.
 *
 * <p>Source: Spark's {@code VariantMetadata}, since 4.1 given to sources with {@code SupportsPushDownVariantExtractions}.
 *
 * @param dataType what the part becomes
 * @param failsOnError whether a part that cannot become it is an error of the query; else it is null
 * @param timeZone the session's, for times without one
 */
public record VariantExtraction(VariantPath path, DataType dataType, boolean failsOnError, String timeZone) {
    private static final String MARK = "__VARIANT_METADATA_KEY";
    private static final String PATH = "path";
    private static final String FAILS_ON_ERROR = "failOnError";
    private static final String TIME_ZONE = "timeZoneId";

    /** What the field of a struct takes out of a variant; empty for any other field, and for a path that nobody knows how to go. */
    public static Optional<VariantExtraction> of(StructField field) {
        return of(field.dataType(), field.metadata());
    }

    /** The same, for a field of this type and with this metadata. */
    public static Optional<VariantExtraction> of(DataType dataType, Metadata metadata) {
        if (!metadata.contains(MARK)) {
            return Optional.empty();
        }
        Metadata mark = metadata.getMetadata(MARK);
        return VariantPath.parse(mark.getString(PATH))
                .map(path -> new VariantExtraction(
                        path, dataType, mark.getBoolean(FAILS_ON_ERROR), mark.getString(TIME_ZONE)));
    }

    /** Whether a struct stands for a variant of which parts are taken. */
    public static boolean isOfParts(StructType struct) {
        return !struct.isEmpty() && struct.fields()[0].metadata().contains(MARK);
    }

    /** Whether it is a part that is taken, and not the variant itself, as a type without parts of its own. */
    public boolean isOfOnePart() {
        return !path.steps().isEmpty()
                && !(dataType instanceof StructType || dataType instanceof ArrayType || dataType instanceof MapType);
    }
}
