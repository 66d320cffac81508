package io.kaspar.reader.scan;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.testing.kafka.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What tests ask of a scan; each call gives a changed copy.
 *
 * @param logDir the first log directory of the broker whose disk may be read
 */
record Scans(
        Path logDir,
        String topic,
        String topicId,
        List<ScanColumn> columns,
        Isolation isolation,
        ReadLocality locality,
        List<LogDirMapping> logDirs,
        int maxRows,
        Map<String, String> kafkaProperties,
        int networkTimeoutMs,
        String clusterId) {
    private static final StructType HEADER =
            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType);

    /** All that raw records have to show. */
    static final List<ScanColumn> EVERYTHING = List.of(
            new ScanColumn.Metadata(MetadataField.OFFSET, DataTypes.LongType),
            new ScanColumn.Metadata(MetadataField.TIMESTAMP, DataTypes.TimestampType),
            new ScanColumn.Metadata(MetadataField.TIMESTAMP_TYPE, DataTypes.StringType),
            new ScanColumn.Metadata(MetadataField.KEY, DataTypes.BinaryType),
            new ScanColumn.WholeValue(DataTypes.BinaryType),
            new ScanColumn.Metadata(MetadataField.HEADERS, DataTypes.createArrayType(HEADER)),
            new ScanColumn.Metadata(MetadataField.LEADER_EPOCH, DataTypes.IntegerType),
            new ScanColumn.Metadata(MetadataField.TOPIC, DataTypes.StringType),
            new ScanColumn.Metadata(MetadataField.PARTITION, DataTypes.IntegerType),
            new ScanColumn.Metadata(MetadataField.VALUE, DataTypes.BinaryType));

    static Scans of(TestCluster cluster, String topic, String topicId) {
        return of(cluster.bootstrapServers(), cluster.clusterId(), cluster.logDir(0), topic, topicId);
    }

    /** Of a cluster in other processes. */
    static Scans of(String bootstrapServers, String clusterId, Path logDir, String topic, String topicId) {
        return new Scans(
                logDir,
                topic,
                topicId,
                EVERYTHING,
                Isolation.READ_COMMITTED,
                ReadLocality.PREFERRED,
                List.of(),
                1000,
                Map.of("bootstrap.servers", bootstrapServers),
                30_000,
                clusterId);
    }

    Scans withColumns(List<ScanColumn> changed) {
        return new Scans(
                logDir,
                topic,
                topicId,
                changed,
                isolation,
                locality,
                logDirs,
                maxRows,
                kafkaProperties,
                networkTimeoutMs,
                clusterId);
    }

    Scans withIsolation(Isolation changed) {
        return new Scans(
                logDir,
                topic,
                topicId,
                columns,
                changed,
                locality,
                logDirs,
                maxRows,
                kafkaProperties,
                networkTimeoutMs,
                clusterId);
    }

    Scans withLocality(ReadLocality changed) {
        return new Scans(
                logDir,
                topic,
                topicId,
                columns,
                isolation,
                changed,
                logDirs,
                maxRows,
                kafkaProperties,
                networkTimeoutMs,
                clusterId);
    }

    Scans withLogDirs(LogDirMapping... changed) {
        return new Scans(
                logDir,
                topic,
                topicId,
                columns,
                isolation,
                locality,
                List.of(changed),
                maxRows,
                kafkaProperties,
                networkTimeoutMs,
                clusterId);
    }

    Scans withMaxRows(int changed) {
        return new Scans(
                logDir,
                topic,
                topicId,
                columns,
                isolation,
                locality,
                logDirs,
                changed,
                kafkaProperties,
                networkTimeoutMs,
                clusterId);
    }

    Scans withKafka(Map<String, String> changed, int changedTimeoutMs) {
        return new Scans(
                logDir,
                topic,
                topicId,
                columns,
                isolation,
                locality,
                logDirs,
                maxRows,
                changed,
                changedTimeoutMs,
                clusterId);
    }

    Scans withTopicId(String changed) {
        return new Scans(
                logDir,
                topic,
                changed,
                columns,
                isolation,
                locality,
                logDirs,
                maxRows,
                kafkaProperties,
                networkTimeoutMs,
                clusterId);
    }

    Scans withClusterId(String changed) {
        return new Scans(
                logDir,
                topic,
                topicId,
                columns,
                isolation,
                locality,
                logDirs,
                maxRows,
                kafkaProperties,
                networkTimeoutMs,
                changed);
    }

    ScanSpec spec() {
        return spec(true);
    }

    ScanSpec spec(boolean failOnDataLoss) {
        PayloadSchema binary = new PayloadSchema.Raw(RawFormat.BINARY);
        return new ScanSpec(
                new TopicIdentity(clusterId, topic, topicId),
                new ScanOutput(columns, JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT),
                new ReadSettings(
                        isolation,
                        locality,
                        logDirs,
                        true,
                        MalformedMode.FAILFAST,
                        maxRows,
                        networkTimeoutMs,
                        failOnDataLoss),
                kafkaProperties.isEmpty() ? new BrokerAccess.CopiesOnly() : new BrokerAccess.Brokers(kafkaProperties),
                new PayloadSchemas(new TopicSchema(binary, binary), null));
    }

    /** A task of partition 0 that may read broker 0's disk. */
    ScanTask task(long startOffset, long endOffset) {
        ReplicaLocation replica = new ReplicaLocation(0, "localhost", logDir.toString());
        return new ScanTask(0, new OffsetRange(startOffset, endOffset), List.of(replica));
    }
}
