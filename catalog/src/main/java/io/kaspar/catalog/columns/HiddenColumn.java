package io.kaspar.catalog.columns;

import io.kaspar.reader.task.MetadataField;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A column that {@code SELECT *} leaves out: a fact of Kafka's about the record. */
public record HiddenColumn(String name, MetadataField field, DataType dataType, boolean isNullable, String comment)
        implements MetadataColumn {
    private static final DataType HEADERS = DataTypes.createArrayType(
            new StructType().add("key", DataTypes.StringType, false).add("value", DataTypes.BinaryType, true), false);

    /** All of them, for keys of this type. */
    static List<HiddenColumn> all(DataType keyType, String prefix) {
        return Stream.of(MetadataField.values())
                .map(field -> of(field, keyType, prefix + field.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static HiddenColumn of(MetadataField field, DataType keyType, String name) {
        return switch (field) {
            case TOPIC -> always(name, field, DataTypes.StringType, "the topic");
            case PARTITION -> always(name, field, DataTypes.IntegerType, "the partition of the topic");
            case OFFSET -> always(name, field, DataTypes.LongType, "the record's place in its partition");
            case TIMESTAMP -> always(name, field, DataTypes.TimestampType, "the record's time");
            case TIMESTAMP_TYPE -> maybe(name, field, DataTypes.StringType, "CreateTime or LogAppendTime");
            case KEY -> maybe(name, field, keyType, "the key, decoded when its schema is known");
            case VALUE -> maybe(name, field, DataTypes.BinaryType, "the value as it lies in the log");
            case HEADERS -> maybe(name, field, HEADERS, "the record's headers in their order");
            case LEADER_EPOCH -> maybe(name, field, DataTypes.IntegerType, "the epoch of the leader that wrote it");
            case KEY_SCHEMA_ID -> maybe(name, field, DataTypes.IntegerType, "the registry's id of the key's schema");
            case VALUE_SCHEMA_ID ->
                maybe(name, field, DataTypes.IntegerType, "the registry's id of the value's schema");
            case ERROR -> maybe(name, field, DataTypes.StringType, "why it could not be decoded, in mode PERMISSIVE");
        };
    }

    private static HiddenColumn always(String name, MetadataField field, DataType dataType, String comment) {
        return new HiddenColumn(name, field, dataType, false, comment);
    }

    private static HiddenColumn maybe(String name, MetadataField field, DataType dataType, String comment) {
        return new HiddenColumn(name, field, dataType, true, comment);
    }
}
