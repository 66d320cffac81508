package io.kaspar.catalog.scan;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.catalog.options.StreamOptions;
import io.kaspar.catalog.plan.LogBytes;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that a scan needs to know before its columns and ranges are chosen.
 *
 * @param view which records are rows
 * @param topicSchema what keys and values of all topics are read by
 * @param registry null when none is configured
 */
public record ScanContext(
        ScannedTopics topics,
        RecordView view,
        TopicSchema topicSchema,
        TopicColumns columns,
        ClusterOptions cluster,
        @Nullable RegistryOptions registry,
        ReadOptions read,
        StreamOptions stream) {

    /**
     * What tasks of each topic have in common, by topic. Asks the registry for the schemas of older payloads.
     *
     * @param topics at least one
     */
    Map<String, ScanSpec> specs(List<ScannedTopic> topics, ScanDemand demand) {
        ScanSpec ofFirst = spec(topics.get(0), demand);
        Map<String, ScanSpec> specs = new HashMap<>();
        topics.forEach(topic -> specs.put(topic.name(), ofFirst.of(topic.identity())));
        return specs;
    }

    /**
     * The topics as the execution sees them.
     *
     * @throws io.kaspar.catalog.facts.ClusterException when the principal may not read them
     */
    List<ScannedTopic> readableTopics() {
        List<ScannedTopic> pinned = topics.pinned();
        pinned.forEach(topic -> topic.layout().requireReadPermission());
        return pinned;
    }

    /**
     * The same for a batch.
     *
     * @throws OptionException when options are set that say how a stream is read
     */
    List<ScannedTopic> batchTopics() {
        List<ScannedTopic> pinned = readableTopics();
        stream.own().ifPresent(option -> {
            throw new OptionException(
                    "option " + option + " is for streams; a batch reads up to endingOffsets, or what is there");
        });
        return pinned;
    }

    /** What lets a batch begin, or not. Equal for all batches that may read as much as they like. */
    ScanGuard guard(Supplier<LogBytes> bytes) {
        return new ScanGuard(read.isBounded() ? bytes.get() : LogBytes.NOTHING, read.mostBytes(), topics.toString());
    }

    private ScanSpec spec(ScannedTopic topic, ScanDemand demand) {
        ScanOutput output = new ScanOutput(
                demand.view(),
                columns.scanColumns(demand.readTypes(), demand.use()),
                demand.judged(),
                demand.rowLimit());
        return new ScanSpec(
                topic.identity(),
                output,
                read.settings(),
                cluster.isOffline()
                        ? new BrokerAccess.CopiesOnly()
                        : new BrokerAccess.Brokers(cluster.kafkaProperties()),
                new PayloadSchemas(WriterSchemaLookup.forTasks(topicSchema, output, registry), registry));
    }

    @Override
    public String toString() {
        return "ScanContext[" + topics + "]";
    }
}
