package io.kaspar.catalog.plan;

import io.kaspar.catalog.columns.TopicColumns;
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

/** How wide the read part of a row is, by Spark's default sizes of types and by what a record takes in the log. */
final class RowWidth {
    private static final Set<MetadataField> SHORT_TEXTS =
            EnumSet.of(MetadataField.TOPIC, MetadataField.TIMESTAMP_TYPE, MetadataField.ERROR);
    /** Logs are compressed and packed, rows are not. */
    private static final double EXPANSION = 4;
    /** What Spark adds to each row, as well where it compares a part of a row with the whole. */
    private static final double ROW_OVERHEAD = 8;

    private final TopicColumns columns;
    private final StructType readTypes;

    RowWidth(TopicColumns columns, StructType readTypes) {
        this.columns = columns;
        this.readTypes = readTypes;
    }

    /** Spark's own guess from the types. */
    double typical() {
        return readTypes.isEmpty() ? 0 : readTypes.defaultSize();
    }

    /**
     * In memory: numbers are as wide as they are, the rest has its share of the record, unpacked.
     *
     * @param recordBytes what a whole record takes in the log
     */
    double inMemory(double recordBytes) {
        double unpacked = EXPANSION * recordBytes;
        double fixed = 0;
        double variable = 0;
        for (StructField field : readTypes.fields()) {
            if (isFixed(field.dataType())) {
                fixed += field.dataType().defaultSize();
            } else {
                variable += variableBytes(field, unpacked);
            }
        }
        return fixed + Math.min(variable, unpacked);
    }

    private double variableBytes(StructField field, double unpacked) {
        Optional<MetadataField> fact = columns.metadataField(field.name());
        if (fact.isPresent()) {
            return SHORT_TEXTS.contains(fact.get()) ? field.dataType().defaultSize() : unpacked;
        }
        double all = Math.max(1, columns.valueColumns().defaultSize());
        return Math.max(
                field.dataType().defaultSize(), unpacked * field.dataType().defaultSize() / all);
    }

    /**
     * In the log: columns of the value have their share of the record, and facts of Kafka's, which take hardly anything there, what they
     * take in a row.
     *
     * @param recordBytes what a whole record takes in the log
     */
    double onDisk(double recordBytes) {
        double all = ROW_OVERHEAD + columns.valueColumns().defaultSize();
        double share = ROW_OVERHEAD / all;
        double facts = 0;
        for (StructField field : readTypes.fields()) {
            Optional<MetadataField> fact = columns.metadataField(field.name());
            if (fact.isEmpty()) {
                share += field.dataType().defaultSize() / all;
            } else if (isFixed(field.dataType()) || SHORT_TEXTS.contains(fact.get())) {
                facts += field.dataType().defaultSize();
            } else {
                share +=
                        fact.get() == MetadataField.VALUE ? 1 : field.dataType().defaultSize() / all;
            }
        }
        return facts + recordBytes * Math.min(1, share);
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
