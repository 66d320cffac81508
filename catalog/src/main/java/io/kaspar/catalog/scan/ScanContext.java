package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.PinnedTopic;
import io.kaspar.catalog.ask.ScanAsker;
import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.TopicSchema;
import org.jspecify.annotations.Nullable;

/**
 * All that a scan of a topic needs to know before its columns and ranges are chosen.
 *
 * @param view which records are rows
 * @param registry null when none is configured
 * @param asker knows whom to ask about the topic
 */
public record ScanContext(
        PinnedTopic topic,
        RecordView view,
        TopicSchema topicSchema,
        TopicColumns columns,
        ClusterOptions cluster,
        @Nullable RegistryOptions registry,
        QueryOptions query,
        ScanAsker asker) {

    ScanSpec spec(ScanDemand demand) {
        ScanOutput output = new ScanOutput(
                demand.view(),
                columns.scanColumns(demand.readTypes(), demand.areHiddenOnesWanted()),
                demand.judged(),
                demand.rowLimit());
        return new ScanSpec(
                new TopicIdentity(
                        topic.layout().clusterId(),
                        topic.topic(),
                        topic.layout().topicId()),
                output,
                query.read().settings(),
                cluster.isOffline()
                        ? new BrokerAccess.CopiesOnly()
                        : new BrokerAccess.Brokers(cluster.kafkaProperties()),
                new PayloadSchemas(WriterSchemaLookup.forTasks(topicSchema, output, registry), registry));
    }

    @Override
    public String toString() {
        return "ScanTemplate[" + topic.topic() + "]";
    }
}
