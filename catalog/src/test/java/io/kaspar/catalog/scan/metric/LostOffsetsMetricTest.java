package io.kaspar.catalog.scan.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.DataLoss;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LostOffsetsMetricTest {
    @Test
    void saysEachCauseWithItsCount() {
        long retention = LostOffsetsMetric.encoded(Map.of(DataLoss.RETENTION, 20L));
        long more = LostOffsetsMetric.encoded(Map.of(DataLoss.RETENTION, 5L));
        long createdAgain = LostOffsetsMetric.encoded(Map.of(DataLoss.TOPIC_CREATED_AGAIN, 1L << 40));

        assertThat(new LostOffsetsMetric().aggregateTaskMetrics(new long[] {retention, 0, createdAgain, more}))
                .isEqualTo("25: " + DataLoss.RETENTION.text() + ", " + (1L << 40) + ": "
                        + DataLoss.TOPIC_CREATED_AGAIN.text());
    }

    @Test
    void saysZeroWhenNothingIsLost() {
        long nothing = LostOffsetsMetric.encoded(Map.of(DataLoss.TOPIC_DELETED, 0L));

        assertThat(new LostOffsetsMetric().aggregateTaskMetrics(new long[] {nothing, 0}))
                .isEqualTo("0");
    }
}
