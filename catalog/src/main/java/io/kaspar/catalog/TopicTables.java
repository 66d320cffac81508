package io.kaspar.catalog;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.SharedClusters;
import io.kaspar.catalog.cluster.TopicLayout;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.TopicOptions;
import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.List;
import java.util.Optional;

/** The tables of one cluster. Opens nothing until it is asked. Thread-safe. */
final class TopicTables {
    private final CatalogOptions options;
    private final Cluster cluster;
    private final TopicSchemaLookup schemas;

    TopicTables(CatalogOptions options) {
        this.options = options;
        this.cluster = new Cluster(options.cluster(), SharedClusters.ofThisJvm());
        this.schemas = new TopicSchemaLookup(
                options.registry(), SharedSchemaRegistries.ofThisJvm(), List.of(new AvroPayloadFormat()));
    }

    /** The topics that are listed. */
    List<String> topics() {
        return cluster.topics(options.showInternalTopics());
    }

    /** Whether one of these topics is there; asks no registry. */
    boolean isThere(List<String> candidates) {
        return cluster.firstLayout(candidates).isPresent();
    }

    /** The table of the first of these topics that is there; empty when none is. */
    Optional<TopicTable> find(List<String> candidates) {
        return cluster.firstLayout(candidates).map(this::table);
    }

    private TopicTable table(TopicLayout layout) {
        TopicOptions topicOptions = options.topic(layout.topic());
        TopicSchema topicSchema = schemas.resolve(layout.topic(), topicOptions.resolve());
        return new TopicTable(cluster, layout, topicSchema, topicOptions, options.registry());
    }

    /** Forgets what is remembered of these topics. */
    void forget(List<String> candidates) {
        candidates.forEach(cluster::forget);
    }
}
