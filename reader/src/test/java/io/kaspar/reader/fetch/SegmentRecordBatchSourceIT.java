package io.kaspar.reader.fetch;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.IOException;

/** The files of the running broker. */
final class SegmentRecordBatchSourceIT extends RecordBatchSourceContract {

    @Override
    RecordBatchSource open(OffsetRange range, IsolationFilter filter) throws IOException {
        PartitionDirectory directory = new LogDirectory(cluster.logDir(0)).partition(new TopicPartitionName(TOPIC, 0));
        filter.begin(directory.abortedTransactions(range), 0);
        return new SegmentRecordBatchSource(directory, range, true);
    }
}
