package io.kaspar.catalog.scan.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.task.FallbackReason;
import java.util.Map;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.junit.jupiter.api.Test;

class FallbacksMetricTest {
    @Test
    void saysEachReasonWithItsCount() {
        long first = FallbacksMetric.encoded(Map.of(FallbackReason.CORRUPT, 2L, FallbackReason.OTHER_NODE, 1L));
        long second = FallbacksMetric.encoded(Map.of(FallbackReason.CORRUPT, 1L));

        assertThat(new FallbacksMetric().aggregateTaskMetrics(new long[] {first, second, 0}))
                .isEqualTo("1: " + FallbackReason.OTHER_NODE.text() + ", 3: " + FallbackReason.CORRUPT.text());
    }

    @Test
    void saysNothingButZeroWithoutFallbacks() {
        assertThat(new FallbacksMetric().aggregateTaskMetrics(new long[] {0, 0}))
                .isEqualTo("0");
    }

    @Test
    void hasRoomForEveryReason() {
        FallbackReason[] reasons = FallbackReason.values();
        FallbackReason last = reasons[reasons.length - 1];

        assertThat(new FallbacksMetric()
                        .aggregateTaskMetrics(new long[] {FallbacksMetric.encoded(Map.of(last, 1_000L))}))
                .isEqualTo("31: " + last.text());
    }

    @Test
    void canBeMadeBySparkFromTheClassName() throws Exception {
        for (CustomMetric metric : ScanMetrics.all()) {
            CustomMetric made = Class.forName(metric.getClass().getCanonicalName())
                    .asSubclass(CustomMetric.class)
                    .getConstructor()
                    .newInstance();

            assertThat(made.name()).isEqualTo(metric.name());
            assertThat(made.description()).isNotBlank();
        }
    }
}
