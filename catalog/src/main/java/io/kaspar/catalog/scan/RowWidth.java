package io.kaspar.catalog.scan;

import io.kaspar.reader.task.MetadataField;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How wide the read part of a row is: numbers are as wide as they are, the rest has its share of the record's bytes. */
final class RowWidth {
    private static final Set<MetadataField> SHORT_TEXTS =
            EnumSet.of(MetadataField.TOPIC, MetadataField.TIMESTAMP_TYPE, MetadataField.ERROR);

    private final TopicColumns columns;
    private final StructType readTypes;

    RowWidth(TopicColumns columns, StructType readTypes) {
        this.columns = columns;
        this.readTypes = readTypes;
    }

    /** @param recordBytes what a whole record takes, not compressed; a row is not taken for wider than that and its numbers */
    double bytes(double recordBytes) {
        double fixed = 0;
        double variable = 0;
        for (StructField field : readTypes.fields()) {
            if (isFixed(field.dataType())) {
                fixed += field.dataType().defaultSize();
            } else {
                variable += variableBytes(field, recordBytes);
            }
        }
        return fixed + Math.min(variable, recordBytes);
    }

    private double variableBytes(StructField field, double recordBytes) {
        Optional<MetadataField> fact = columns.metadataField(field.name());
        if (fact.isPresent()) {
            return SHORT_TEXTS.contains(fact.get()) ? field.dataType().defaultSize() : recordBytes;
        }
        double all = Math.max(1, columns.valueColumns().defaultSize());
        return Math.max(
                field.dataType().defaultSize(), recordBytes * field.dataType().defaultSize() / all);
    }

    private static boolean isFixed(DataType dataType) {
        if (dataType instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                if (!isFixed(field.dataType())) {
                    return false;
                }
            }
            return true;
        }
        return !(dataType instanceof StringType
                || dataType instanceof BinaryType
                || dataType instanceof ArrayType
                || dataType instanceof MapType);
    }
}
