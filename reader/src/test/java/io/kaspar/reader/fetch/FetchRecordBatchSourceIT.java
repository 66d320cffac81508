package io.kaspar.reader.fetch;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.schema.cancel.Cancellation;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Small fetches, so that a range takes many. */
final class FetchRecordBatchSourceIT extends RecordBatchSourceContract {

    @Override
    RecordBatchSource open(OffsetRange range, IsolationFilter filter) throws IOException {
        Map<String, String> settings =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.partition.fetch.bytes", "20000");
        FetchSpec spec = new FetchSpec(
                TOPIC,
                topicId,
                0,
                range,
                new LogLineage.OnlyCopy(),
                Isolation.READ_COMMITTED,
                true,
                settings,
                60_000,
                Set.of(),
                Cancellation.NEVER,
                new TailWait());
        return FetchRecordBatchSource.open(spec, filter);
    }
}
