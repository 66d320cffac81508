package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.catalog.survey.HostFinder;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.List;
import org.apache.spark.sql.types.StructType;
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

    ScanSpec spec(StructType readTypes, long rowLimit) {
        ReadOptions read = query.read();
        return new ScanSpec(
                topic.layout().clusterId(),
                topic.layout().topic(),
                topic.layout().topicId(),
                topicSchema,
                columns.scanColumns(readTypes),
                read.isolation(),
                read.locality(),
                read.logDirs(),
                read.checkCrcs(),
                read.malformedMode(),
                read.maxRows(),
                rowLimit,
                cluster.kafkaProperties(),
                registry,
                read.networkTimeoutMs(),
                query.bounds().failOnDataLoss());
    }

    @Override
    public String toString() {
        return "ScanTemplate[" + topic.layout().topic() + "]";
    }
}
