package io.kaspar.catalog.write;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.WriteOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * All that a statement needs to know of the topic that it writes to.
 *
 * @param columns what the topic looks like as a table
 * @param topicSchema what its keys and values are written by
 * @param compaction whether the topic keeps the last record of each key, so that none may be without; asks for its settings
 * @param kafkaProperties settings of Kafka's clients, with {@code bootstrap.servers}
 */
public record WriteContext(
        TopicLayout layout,
        TopicColumns columns,
        TopicSchema topicSchema,
        WriteOptions options,
        BooleanSupplier compaction,
        Map<String, String> kafkaProperties) {

    String topic() {
        return layout.topic();
    }

    @Override
    public String toString() {
        return "WriteContext[" + topic() + "]";
    }
}
