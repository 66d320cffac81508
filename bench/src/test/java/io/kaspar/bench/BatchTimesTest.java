package io.kaspar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchTimesTest {

    @Test
    void areMediansOfThePartsInTheirOrder() {
        BatchTimes times = BatchTimes.ofDurations(List.of(
                Map.of("triggerExecution", 90L, "addBatch", 70L, "somethingElse", 1L),
                Map.of("triggerExecution", 100L, "addBatch", 60L),
                Map.of("triggerExecution", 700L, "latestOffset", 5L, "addBatch", 80L)));

        assertThat(times.text()).isEqualTo("3 batches; median ms: triggerExecution 100, latestOffset 5, addBatch 70");
        assertThat(times.wholeMs()).isEqualTo(890 / 3.0);
        assertThat(times.planningMs()).isEqualTo(5 / 3.0);
    }

    @Test
    void mayBeOfNoBatch() {
        assertThat(BatchTimes.ofDurations(List.of()).text()).isEqualTo("0 batches");
    }
}
