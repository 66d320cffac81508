package io.kaspar.catalog.snapshot;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.reader.vector.ColumnBlock;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;

/** Reads a topic of texts on the driver: of each key the last one. */
record KeyedTextReader(Cluster cluster, TopicLayout layout) {
    private static final int KEY = 0;
    private static final int VALUE = 1;
    private static final int MOST_ROWS = 1000;

    /** The texts by key, of keys that begin so, without that beginning. */
    Map<String, String> read(String prefix) {
        layout.requireReadPermission();
        TopicSnapshot held = cluster.snapshot(layout, layout.partitionNumbers(), Isolation.READ_COMMITTED);
        Map<String, String> texts = new HashMap<>();
        held.ranges().forEach((partition, range) -> {
            try {
                if (!range.isEmpty()) {
                    read(task(partition, range, held), prefix, texts);
                }
            } catch (IOException e) {
                throw new ClusterException(
                        "the snapshots in topic " + layout.topic() + " cannot be read: " + e.getMessage(), e);
            }
        });
        return texts;
    }

    private static ScanTask task(int partition, OffsetRange range, TopicSnapshot held) {
        return new ScanTask(
                partition, List.of(new TimedRange(range, TimestampRanges.ALL)), held.lineage(partition), List.of());
    }

    private void read(ScanTask task, String prefix, Map<String, String> texts) throws IOException {
        try (PartitionScan scan = PartitionScan.open(spec(), task)) {
            while (scan.next()) {
                ColumnBlock block = scan.current();
                for (int row = 0; row < block.rowCount(); row++) {
                    String key = block.text(KEY, row);
                    String value = block.text(VALUE, row);
                    if (key != null && value != null && key.startsWith(prefix)) {
                        texts.put(key.substring(prefix.length()), value);
                    }
                }
            }
        }
    }

    private ScanSpec spec() {
        PayloadSchema text = new PayloadSchema.Raw(RawFormat.STRING);
        return new ScanSpec(
                new TopicIdentity(layout.clusterId(), layout.topic(), layout.topicId()),
                new ScanOutput(
                        RecordView.LATEST,
                        List.of(
                                new ScanColumn.Metadata(MetadataField.KEY, DataTypes.StringType),
                                new ScanColumn.WholeValue(DataTypes.StringType)),
                        JudgedPart.WANTED_COLUMNS,
                        ScanOutput.NO_LIMIT),
                new ReadSettings(
                        Isolation.READ_COMMITTED,
                        ReadLocality.OFF,
                        List.of(),
                        true,
                        MalformedMode.FAILFAST,
                        MOST_ROWS,
                        cluster.options().requestTimeoutMs(),
                        true),
                new BrokerAccess.Brokers(cluster.options().kafkaProperties()),
                new PayloadSchemas(new TopicSchema(text, text), null));
    }
}
