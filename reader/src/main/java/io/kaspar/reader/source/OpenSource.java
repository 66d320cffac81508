package io.kaspar.reader.source;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.fetch.FetchRecordBatchSource;
import io.kaspar.reader.segment.SegmentRecordBatchSource;

/** Where a task's record batches come from now. */
sealed interface OpenSource {

    /** The batches; closed by who opened the source. */
    RecordBatchSource batches();

    /**
     * Files on this machine.
     *
     * @param directory that another task, or range, may be read from as well
     */
    record Files(PartitionDirectory directory, SegmentRecordBatchSource batches) implements OpenSource {}

    /** A broker, which stays connected for all ranges of the task. */
    record Broker(FetchRecordBatchSource batches) implements OpenSource {}
}
