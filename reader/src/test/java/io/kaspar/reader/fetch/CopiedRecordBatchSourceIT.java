package io.kaspar.reader.fetch;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.copy.PartitionCopy;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.IOException;

/** The same files as of a broker that is gone: nothing it keeps beside its segments is believed. */
final class CopiedRecordBatchSourceIT extends RecordBatchSourceContract {

    @Override
    RecordBatchSource open(OffsetRange range, IsolationFilter filter) throws IOException {
        PartitionDirectory copy = PartitionCopy.in(
                        new LogDirectory(cluster.logDir(0)), new TopicPartitionName(TOPIC, 0))
                .directory();
        filter.begin(copy.abortedTransactions(range), 0);
        return new SegmentRecordBatchSource(copy, range, true);
    }
}
