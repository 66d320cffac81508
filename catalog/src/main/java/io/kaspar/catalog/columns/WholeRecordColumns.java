package io.kaspar.catalog.columns;

import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The columns of whole records: what a producer says of one, decoded, and where it lies. */
final class WholeRecordColumns {
    private WholeRecordColumns() {}

    /** Asks for the key's schema. */
    static StructType type(TopicSchema topicSchema, DataType valueType) {
        StructType type =
                new StructType().add("key", topicSchema.key().dataType()).add("value", valueType);
        for (Map.Entry<String, MetadataField> fact : facts().entrySet()) {
            if (fact.getValue() != MetadataField.KEY) {
                type = type.add(
                        fact.getKey(),
                        HiddenColumn.of(fact.getValue(), topicSchema, fact.getKey())
                                .dataType());
            }
        }
        return type;
    }

    /** Which fact each of them is, but for the value. */
    static Map<String, MetadataField> facts() {
        Map<String, MetadataField> facts = new LinkedHashMap<>();
        facts.put("key", MetadataField.KEY);
        facts.put("headers", MetadataField.HEADERS);
        facts.put("partition", MetadataField.PARTITION);
        facts.put("offset", MetadataField.OFFSET);
        facts.put("timestamp", MetadataField.TIMESTAMP);
        return facts;
    }
}
