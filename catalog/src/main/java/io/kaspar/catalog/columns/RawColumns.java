package io.kaspar.catalog.columns;

import io.kaspar.reader.task.MetadataField;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that Spark's own Kafka connector gives (its {@code KafkaRecordToRowConverter}), headers among them. */
final class RawColumns {
    static final StructType TYPE = new StructType()
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType)
            .add("timestampType", DataTypes.IntegerType)
            .add(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType)));

    private RawColumns() {}

    /** Which fact each of them is. */
    static Map<String, MetadataField> facts() {
        Map<String, MetadataField> facts = new LinkedHashMap<>();
        facts.put("key", MetadataField.KEY);
        facts.put("value", MetadataField.VALUE);
        facts.put("topic", MetadataField.TOPIC);
        facts.put("partition", MetadataField.PARTITION);
        facts.put("offset", MetadataField.OFFSET);
        facts.put("timestamp", MetadataField.TIMESTAMP);
        facts.put("timestampType", MetadataField.TIMESTAMP_TYPE);
        facts.put("headers", MetadataField.HEADERS);
        return facts;
    }
}
