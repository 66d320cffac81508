package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds single records on the driver, with a small fetch each. What it says is a hint: nobody compares the log with the one that is
 * meant, and what is gone is passed over.
 *
 * @param settings how the stream reads
 */
record SingleRecords(ClusterOptions cluster, ReadSettings settings) {
    /** How far before the end of a range the newest record is looked for: markers of transactions may be there. */
    private static final int OFFSETS_BEFORE_END = 50;

    private static final int LONGEST_WAIT_MS = 5_000;

    /** The offset of the first record in a range; empty when there is none. */
    OptionalLong firstOffset(TopicIdentity topic, int partition, OffsetRange range) throws IOException {
        try (PartitionScan scan = open(topic, partition, range, 1)) {
            return scan.next() ? OptionalLong.of(scan.offset(0)) : OptionalLong.empty();
        }
    }

    /**
     * How much older the first record in a range is than the newest ones there.
     *
     * @return in milliseconds, at least 0; empty when there is none
     */
    OptionalLong age(TopicIdentity topic, int partition, OffsetRange range) throws IOException {
        try (PartitionScan scan = open(topic, partition, range, 1)) {
            if (!scan.next()) {
                return OptionalLong.empty();
            }
            long first = scan.timestampMs(0);
            return OptionalLong.of(Math.max(0, newest(topic, partition, range, first) - first));
        }
    }

    private long newest(TopicIdentity topic, int partition, OffsetRange range, long otherwise) throws IOException {
        OffsetRange end = new OffsetRange(
                Math.max(range.startOffset(), range.endOffset() - OFFSETS_BEFORE_END), range.endOffset());
        long newest = otherwise;
        try (PartitionScan scan = open(topic, partition, end, OFFSETS_BEFORE_END)) {
            while (scan.next()) {
                for (int row = 0; row < scan.current().rowCount(); row++) {
                    newest = Math.max(newest, scan.timestampMs(row));
                }
            }
        }
        return newest;
    }

    private PartitionScan open(TopicIdentity topic, int partition, OffsetRange range, int mostRows) throws IOException {
        PayloadSchema raw = new PayloadSchema.Raw(RawFormat.BINARY);
        ScanSpec spec = new ScanSpec(
                topic,
                ScanOutput.ofOffsets(mostRows),
                new ReadSettings(
                        settings.isolation(),
                        ReadLocality.OFF,
                        List.of(),
                        settings.checkCrcs(),
                        settings.malformedMode(),
                        mostRows,
                        Math.min(settings.networkTimeoutMs(), LONGEST_WAIT_MS),
                        false),
                new BrokerAccess.Brokers(cluster.kafkaProperties()),
                new PayloadSchemas(new TopicSchema(raw, raw), null));
        return PartitionScan.open(
                spec,
                new ScanTask(
                        partition,
                        List.of(TimedRange.all(range.startOffset(), range.endOffset())),
                        new LogLineage.OnlyCopy(),
                        List.of()));
    }
}
