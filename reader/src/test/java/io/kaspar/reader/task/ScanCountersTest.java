package io.kaspar.reader.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.DataLoss;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScanCountersTest {
    private final ScanCounters counters = new ScanCounters();

    @Test
    void takesBackRecordsButNotWhatItTookToReadThem() {
        count();
        ScanCounters.Records then = counters.records();
        count();
        counters.addLostOffsets(DataLoss.TRUNCATION, 5);

        counters.takeBackTo(then);

        assertThat(counters.records())
                .isEqualTo(new ScanCounters.Records(1, 2, 3, 6, 7, Map.of(DataLoss.RETENTION, 4L)));
        assertThat(counters.lostOffsets()).isEqualTo(Map.of(DataLoss.RETENTION, 4L));
        assertThat(counters.malformedRecords()).isEqualTo(3);
        assertThat(counters.otherTypeRecords()).isEqualTo(6);
        assertThat(counters.unavailableValues()).isEqualTo(7);
        assertThat(counters.localBytes()).isEqualTo(20);
        assertThat(counters.networkBytes()).isEqualTo(40);
        assertThat(counters.segmentsOpened()).isEqualTo(2);
        assertThat(counters.fallbacks()).isEqualTo(Map.of(FallbackReason.CORRUPT, 2L));
    }

    private void count() {
        counters.addLocalRecords(1);
        counters.addNetworkRecords(2);
        counters.addMalformedRecords(3);
        counters.addOtherTypeRecords(6);
        counters.addUnavailableValues(7);
        counters.addLostOffsets(DataLoss.RETENTION, 4);
        counters.addLocalBytes(10);
        counters.addNetworkBytes(20);
        counters.addSegmentsOpened(1);
        counters.addFallback(FallbackReason.CORRUPT);
    }
}
