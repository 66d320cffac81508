package io.kaspar.reader.vector;

import io.kaspar.schema.line.SinceSpark;
import io.kaspar.schema.variant.VariantExtraction;
import org.apache.spark.sql.catalyst.expressions.variant.VariantCastArgs;
import org.apache.spark.sql.catalyst.expressions.variant.VariantGet;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** What {@code variant_get} makes of a variant: Spark's own cast. */
@FunctionalInterface
interface VariantCast {

    /**
     * The value as Spark holds it in rows; null where the cast gives null.
     *
     * @throws RuntimeException Spark's own, where the cast fails the query
     */
    @Nullable
    Object apply(byte[] value, byte[] metadata);

    static VariantCast of(VariantExtraction part) {
        return InNewSparks.cast(part);
    }

    /** What only loads where Spark has variants; sources are asked for their parts since 4.1. */
    @SinceSpark("4.1")
    final class InNewSparks {
        private InNewSparks() {}

        private static VariantCast cast(VariantExtraction part) {
            VariantCastArgs how = new VariantCastArgs(
                    part.failsOnError(), Option.apply(part.timeZone()), DateTimeUtils.getZoneId(part.timeZone()));
            return (value, metadata) -> VariantGet.cast(new VariantVal(value, metadata), part.dataType(), how);
        }
    }
}
