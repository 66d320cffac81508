package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.options.SplitOptions;
import io.kaspar.catalog.plan.SplitPlanner.Load;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitPlannerTest {
    private static final long MB = 1 << 20;
    private static final SplitOptions DEFAULTS = new SplitOptions(128 * MB, 1, Long.MAX_VALUE);

    private static List<Load> megabytes(double... sizes) {
        return Arrays.stream(sizes)
                .mapToObj(size -> new Load(1_000_000, size * MB))
                .toList();
    }

    private static List<Long> counts(int parallelism, List<Load> loads) {
        return new SplitPlanner(DEFAULTS, parallelism).counts(loads);
    }

    @Test
    void leavesSmallPartitionsWhole() {
        assertThat(counts(8, megabytes(1, 0.5, 7))).containsExactly(1L, 1L, 1L);
        assertThat(counts(8, megabytes(0))).containsExactly(1L);
        assertThat(counts(8, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 40", "2, 100", "2, 256", "2, 300", "2, 1300", "2, 1400", "3, 1000", "8, 5000"})
    void letsOnePartitionUseAllCoresAlike(int cores, double size) {
        long count = counts(cores, megabytes(size)).get(0);

        assertThat(count % cores).isZero();
        assertThat(size / count).isBetween(8.0, 128.0);
    }

    @Test
    void cutsTheLargeOneOfManySmall() {
        List<Long> counts = counts(4, megabytes(400, 10, 10, 10));

        assertThat(counts.get(0)).isGreaterThanOrEqualTo(4);
        assertThat(counts.subList(1, 4)).containsExactly(1L, 1L, 1L);
    }

    @Test
    void keepsNoCoreWaitingForTheThirdOfThreeEqualOnes() {
        assertThat(counts(2, megabytes(100, 100, 100)).stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        % 2)
                .isZero();
    }

    @Test
    void leavesPartitionsWholeThatAreAsManyAsCores() {
        assertThat(counts(4, megabytes(100, 100, 100, 100))).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void neverCutsLargerThanTold() {
        assertThat(new SplitPlanner(new SplitOptions(MB, 1, Long.MAX_VALUE), 2).counts(megabytes(10)))
                .allMatch(count -> count >= 10);
    }

    @Test
    void leavesLargePartitionsWholeWhereSizeIsNoReason() {
        SplitPlanner planner = new SplitPlanner(new SplitOptions(Long.MAX_VALUE, 1, Long.MAX_VALUE), 8);

        assertThat(planner.counts(megabytes(5000, 1, 300))).containsExactly(1L, 1L, 1L);
        assertThat(new SplitPlanner(new SplitOptions(Long.MAX_VALUE, 4, Long.MAX_VALUE), 8).counts(megabytes(5000, 1)))
                .allMatch(count -> count >= 2);
    }

    @Test
    void cutsIntoAsManyTasksAsAskedFor() {
        SplitPlanner planner = new SplitPlanner(new SplitOptions(128 * MB, 7, Long.MAX_VALUE), 2);

        assertThat(planner.counts(List.of(new Load(900, 0), new Load(100, 0)))).containsExactly(7L, 1L);
        assertThat(planner.counts(List.of(new Load(3, 0), new Load(1, 0)))).containsExactly(3L, 1L);
        assertThat(planner.counts(
                        Stream.generate(() -> new Load(10, 0)).limit(9).toList()))
                .containsOnly(1L);
    }

    @Test
    void readsNoMoreOffsetsAtOnceThanTold() {
        SplitPlanner planner = new SplitPlanner(new SplitOptions(128 * MB, 1, 10), 2);

        assertThat(planner.counts(List.of(new Load(101, 0), new Load(10, 0), new Load(1, 0))))
                .containsExactly(11L, 1L, 1L);
    }

    @Test
    void plansLargeTopicsOnManyCores() {
        List<Load> loads = Stream.generate(() -> new Load(1_000_000_000, 100_000.0 * MB))
                .limit(100)
                .toList();

        assertThat(counts(1_000, loads)).allMatch(count -> count >= 780 && count < 1_600);
    }

    @Test
    void refusesMoreTasksThanADriverCanPlan() {
        SplitPlanner planner = new SplitPlanner(new SplitOptions(128 * MB, 1, 1), 8);

        assertThatThrownBy(() -> planner.counts(List.of(new Load(5_000_000_000L, 100 * MB))))
                .hasMessageContaining("5,000,000,000 tasks")
                .hasMessageContaining("maxRecordsPerPartition");
    }
}
