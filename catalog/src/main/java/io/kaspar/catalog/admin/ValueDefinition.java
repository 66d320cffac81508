package io.kaspar.catalog.admin;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.RecordNaming;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** By what schema the values of a topic are written that has these columns. */
final class ValueDefinition {
    private static final String AVRO = SchemaKind.AVRO.format();
    private static final String TEXT = "string";
    private static final String WHOLE_VALUE = "value";

    private ValueDefinition() {}

    /**
     * The schema that is to be registered; empty for text, which needs none.
     *
     * @param hasRegistry without one, a topic's columns would be kept nowhere
     */
    static Optional<SchemaText> of(String topic, StructType columns, Optional<String> format, boolean hasRegistry) {
        String chosen = format.orElse(isText(columns) ? TEXT : AVRO);
        if (chosen.equals(TEXT)) {
            requireText(topic, columns);
            return Optional.empty();
        }
        SchemaKind kind = SchemaKind.registered(chosen)
                .orElseThrow(() -> new TopicDefinitionException("the property value.format is '" + chosen
                        + "', and must be avro, protobuf, json (JSON Schema) or string"));
        if (!hasRegistry) {
            throw new TopicDefinitionException(
                    "the columns of topic " + topic
                            + " would be kept nowhere: set schema.registry.url, or create it with the only column value STRING");
        }
        try {
            return Optional.of(PayloadFormats.all().schemaOf(kind, RecordNaming.ofTopic(topic), columns));
        } catch (SchemaException e) {
            throw new TopicDefinitionException("topic " + topic + " was not created: " + e.getMessage(), e);
        }
    }

    private static boolean isText(StructType columns) {
        return columns.length() == 1
                && columns.fields()[0].name().equals(WHOLE_VALUE)
                && columns.fields()[0].dataType().equals(DataTypes.StringType);
    }

    private static void requireText(String topic, StructType columns) {
        if (!isText(columns)) {
            throw new TopicDefinitionException(
                    "topic " + topic + " was not created: with value.format=string its only column is value STRING");
        }
    }
}
