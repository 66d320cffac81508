package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.survey.HostFinder;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a scan of a topic needs to know before its columns and ranges are chosen.
 *
 * @param registry null when none is configured
 * @param parallelism how many tasks the session can run at once
 * @param executorHosts the hosts of the session's executors, as Spark knows them
 * @param hostFinder asks these executors
 */
public record ScanTemplate(
        PinnedTopic topic,
        TopicSchema topicSchema,
        TopicColumns columns,
        ClusterOptions cluster,
        @Nullable RegistryOptions registry,
        QueryOptions query,
        int parallelism,
        List<String> executorHosts,
        HostFinder hostFinder) {
    public ScanTemplate {
        executorHosts = List.copyOf(executorHosts);
    }

    ScanSpec spec(ScanDemand demand) {
        return new ScanSpec(
                new TopicIdentity(
                        topic.layout().clusterId(),
                        topic.layout().topic(),
                        topic.layout().topicId()),
                new ScanOutput(columns.scanColumns(demand.readTypes()), demand.judged(), demand.rowLimit()),
                query.read().settings(),
                cluster.isOffline()
                        ? new BrokerAccess.CopiesOnly()
                        : new BrokerAccess.Brokers(cluster.kafkaProperties()),
                new PayloadSchemas(topicSchema, registry));
    }

    @Override
    public String toString() {
        return "ScanTemplate[" + topic.layout().topic() + "]";
    }
}
