package io.kaspar.catalog.write;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.WriteOptions;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.ResolveOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * All that a statement needs to know of the topic that it writes to.
 *
 * @param columns what the topic looks like as a table
 * @param topicSchema what its keys and values are written by
 * @param resolve how its schemas are found
 * @param registry empty where there is none
 * @param prefix what the names of hidden columns start with
 * @param isWhole whether all of a record's value is written by its columns, and not another view of it
 * @param isInCatalog whether Spark found the topic by a catalog of Kaspar's, which it asks for functions, too
 * @param matching how Spark matched the columns of the statement with the topic's
 * @param compaction whether the topic keeps the last record of each key, so that none may be without; asks for its settings
 * @param cluster where the topic is
 */
public record WriteContext(
        TopicLayout layout,
        TopicColumns columns,
        TopicSchema topicSchema,
        ResolveOptions resolve,
        Optional<RegistryOptions> registry,
        String prefix,
        boolean isWhole,
        boolean isInCatalog,
        ColumnMatching matching,
        WriteOptions options,
        BooleanSupplier compaction,
        ClusterOptions cluster) {

    /** The same where values are written by another schema. */
    WriteContext with(PayloadSchema value) {
        TopicSchema schemas = TopicSchema.of(topicSchema::key, () -> value);
        return new WriteContext(
                layout,
                new TopicColumns(schemas, prefix),
                schemas,
                resolve,
                registry,
                prefix,
                isWhole,
                isInCatalog,
                matching,
                options,
                compaction,
                cluster);
    }

    String topic() {
        return layout.topic();
    }

    @Override
    public String toString() {
        return "WriteContext[" + topic() + "]";
    }
}
