package io.kaspar.catalog.scan.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ScanCounters;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.junit.jupiter.api.Test;

class ScanMetricsTest {
    @Test
    void hasOneMetricForEachReasonAndEachCause() {
        assertThat(ScanMetrics.all())
                .extracting(CustomMetric::name)
                .doesNotHaveDuplicates()
                .containsAll(Arrays.stream(FallbackReason.values())
                        .map(FallbackMetric::name)
                        .toList())
                .containsAll(Arrays.stream(DataLoss.values())
                        .map(LostOffsetsMetric::name)
                        .toList());
    }

    @Test
    void saysWhatEachMetricCounts() {
        assertThat(new CorruptFallback().description()).contains(FallbackReason.CORRUPT.text());
        assertThat(new CorruptFallback().name()).isEqualTo("kasparFallbackCorrupt");
        assertThat(new TopicCreatedAgainLoss().description()).contains(DataLoss.TOPIC_CREATED_AGAIN.text());
        assertThat(new TopicCreatedAgainLoss().name()).isEqualTo("kasparLostTopicCreatedAgain");
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

    @Test
    void givesValuesThatAddUp() {
        ScanCounters counters = new ScanCounters();
        counters.addFallback(FallbackReason.CORRUPT);
        counters.addFallback(FallbackReason.CORRUPT);
        counters.addLostOffsets(DataLoss.TRUNCATION, 1L << 60);

        Map<String, Long> values = Arrays.stream(ScanMetrics.values(counters))
                .collect(Collectors.toMap(CustomTaskMetric::name, CustomTaskMetric::value));

        assertThat(values)
                .containsEntry("kasparFallbackCorrupt", 2L)
                .containsEntry("kasparLostTruncation", 1L << 60)
                .doesNotContainKey("kasparLostRetention");
    }
}
