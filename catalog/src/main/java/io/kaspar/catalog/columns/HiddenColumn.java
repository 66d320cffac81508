package io.kaspar.catalog.columns;

import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.Locale;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A column that {@code SELECT *} leaves out: a fact of Kafka's about the record. */
public record HiddenColumn(String name, MetadataField field, DataType dataType, boolean isNullable, String comment)
        implements MetadataColumn {
    private static final DataType HEADERS = DataTypes.createArrayType(
            new StructType().add("key", DataTypes.StringType, false).add("value", DataTypes.BinaryType, true), false);

    /** The name of a fact's column. */
    static String name(MetadataField field, String prefix) {
        return prefix + field.name().toLowerCase(Locale.ROOT);
    }

    /** The column of one fact; only the key's asks for the key's schema. */
    static HiddenColumn of(MetadataField field, TopicSchema topicSchema, String name) {
        return switch (field) {
            case TOPIC -> always(name, field, DataTypes.StringType, "the topic");
            case PARTITION -> always(name, field, DataTypes.IntegerType, "the partition of the topic");
            case OFFSET -> always(name, field, DataTypes.LongType, "the record's place in its partition");
            case TIMESTAMP -> always(name, field, DataTypes.TimestampType, "the record's time");
            case TIMESTAMP_TYPE -> maybe(name, field, DataTypes.StringType, "CreateTime or LogAppendTime");
            case KEY -> key(topicSchema.key(), name);
            case VALUE -> maybe(name, field, DataTypes.BinaryType, "the value as it lies in the log");
            case HEADERS -> maybe(name, field, HEADERS, "the record's headers in their order");
            case LEADER_EPOCH -> maybe(name, field, DataTypes.IntegerType, "the epoch of the leader that wrote it");
            case KEY_SCHEMA_ID -> maybe(name, field, DataTypes.IntegerType, "the registry's id of the key's schema");
            case VALUE_SCHEMA_ID ->
                maybe(name, field, DataTypes.IntegerType, "the registry's id of the value's schema");
            case RECORD_TYPE -> maybe(name, field, DataTypes.StringType, "the full name of the value's record");
            case ERROR -> maybe(name, field, DataTypes.StringType, "why it could not be decoded, in mode PERMISSIVE");
        };
    }

    private static HiddenColumn key(PayloadSchema key, String name) {
        String note = SchemaNotes.of(key).map(text -> "; " + text).orElse("");
        return maybe(name, MetadataField.KEY, key.dataType(), "the key, decoded when its schema is known" + note);
    }

    private static HiddenColumn always(String name, MetadataField field, DataType dataType, String comment) {
        return new HiddenColumn(name, field, dataType, false, comment);
    }

    private static HiddenColumn maybe(String name, MetadataField field, DataType dataType, String comment) {
        return new HiddenColumn(name, field, dataType, true, comment);
    }
}
