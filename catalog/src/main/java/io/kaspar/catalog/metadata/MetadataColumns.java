package io.kaspar.catalog.metadata;

import java.sql.Timestamp;
import java.util.OptionalLong;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Makes the columns of a table of facts, one after the other, and values of them. */
final class MetadataColumns {
    private StructType columns = new StructType();

    /** A column that always has a value. */
    MetadataColumns always(String name, DataType type, String comment) {
        columns = columns.add(name, type, false, comment);
        return this;
    }

    /** A column that is null where something is not there or not told. */
    MetadataColumns maybe(String name, DataType type, String comment) {
        columns = columns.add(name, type, true, comment);
        return this;
    }

    MetadataColumns text(String name, String comment) {
        return always(name, DataTypes.StringType, comment);
    }

    MetadataColumns number(String name, String comment) {
        return always(name, DataTypes.IntegerType, comment);
    }

    StructType all() {
        return columns;
    }

    static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    static @Nullable Timestamp time(OptionalLong ms) {
        return ms.isPresent() ? new Timestamp(ms.getAsLong()) : null;
    }

    /** Kafka says -1 where it knows no time. */
    static @Nullable Timestamp time(long ms) {
        return ms < 0 ? null : new Timestamp(ms);
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
